package dev.landfast.check.integrity;

import dev.landfast.journal.Finding.Place;
import dev.landfast.syntax.PythonTest;

/// A test and where it is.
record Known(String path, PythonTest test) {

    /// As pytest writes it.
    String id() {
        return path + "::" + test.name();
    }

    PythonTest.Body body() {
        return test.body();
    }

    Place place() {
        return new Place(path, test.lines().first());
    }
}
