package dev.landfast.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.git.Remotes.Asked;
import dev.landfast.git.Remotes.Pushed;
import dev.landfast.git.Remotes.Update;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemotesTest {

    @TempDir Path temp;

    @Test
    void an_address_that_is_relative_is_one_from_the_top_of_the_repository() {
        var ada = Person.withRepository(temp);
        ada.withRemote(temp);
        ada.git("remote", "set-url", "origin", "../remote.git");
        var remotes = ada.repository().remotes();
        var first = ada.head();
        assertThat(remotes.tip("origin", "main")).isEqualTo(new Asked.Answered(Optional.of(first)));
        var next = ada.write("more", "more\n").commitAll("more");
        var update = new Update("main", next, Optional.of(first));
        assertThat(remotes.push("origin", List.of(update))).isEqualTo(new Pushed.Done());
        assertThat(remotes.fetch("origin", "main"))
                .isEqualTo(new Asked.Answered(Optional.of(next)));
    }
}
