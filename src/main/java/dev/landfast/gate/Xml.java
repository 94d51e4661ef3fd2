package dev.landfast.gate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The one way XML is read: a stream, without doctypes or entities, up to a size.
public final class Xml {

    static final long LARGEST = 256L << 20;
    private static final int DEEPEST = 200;
    private static final XMLInputFactory FACTORY = factory();

    private Xml() {}

    /// Is told of each element as it begins and ends.
    public interface Handler {
        void begin(XMLStreamReader element) throws UnreadableReport;

        void end(String name) throws UnreadableReport;

        /// Text inside an element; may come in pieces.
        default void text(String piece) {}
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        // Counts the five predefined entities of long messages; others cannot be declared here.
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", 0);
        factory.setProperty("jdk.xml.totalEntitySizeLimit", 0);
        factory.setXMLResolver(
                (publicId, systemId, base, namespace) -> InputStream.nullInputStream());
        return factory;
    }

    /// Reads the whole document.
    ///
    /// @throws UnreadableReport when it is absent, empty, cut off, too large, or declares a doctype
    public static void read(Path file, Handler handler) throws UnreadableReport {
        try {
            if (!Files.isRegularFile(file)) {
                throw new UnreadableReport("there is no report " + file.getFileName());
            }
            if (Files.size(file) > LARGEST) {
                throw new UnreadableReport(
                        file.getFileName() + " is larger than " + (LARGEST >> 20) + " MiB");
            }
            try (var in = Files.newInputStream(file)) {
                walk(FACTORY.createXMLStreamReader(in), handler);
            }
        } catch (XMLStreamException e) {
            throw new UnreadableReport(
                    file.getFileName() + " is not whole: " + Terminal.plain(said(e)), e);
        } catch (IOException e) {
            throw new UnreadableReport(file.getFileName() + " cannot be read: " + said(e), e);
        }
    }

    private static void walk(XMLStreamReader reader, Handler handler)
            throws XMLStreamException, UnreadableReport {
        var depth = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++depth > DEEPEST) {
                        throw new UnreadableReport("elements are nested too deeply");
                    }
                    handler.begin(reader);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    handler.end(reader.getLocalName());
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        handler.text(reader.getText());
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new UnreadableReport("it declares a doctype or an entity");
                default -> {}
            }
        }
    }

    public static String attribute(XMLStreamReader element, String name) {
        return Optional.ofNullable(element.getAttributeValue(null, name)).orElse("");
    }

    /// A figure that must be there.
    public static long figure(XMLStreamReader element, String name) throws UnreadableReport {
        try {
            return Long.parseLong(attribute(element, name));
        } catch (NumberFormatException e) {
            throw new UnreadableReport(
                    "attribute '" + name + "' of " + element.getLocalName() + " is no number", e);
        }
    }

    private static String said(Exception e) {
        return String.valueOf(e.getMessage());
    }
}
