package dev.landfast.process;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Where people keep what lets others act as them. No task is shown these, whatever it is granted
/// around them.
final class PersonalFiles {

    private static final List<String> AT_HOME =
            List.of(
                    ".ssh",
                    ".gnupg",
                    ".password-store",
                    ".aws",
                    ".azure",
                    ".kube",
                    ".docker",
                    ".config/gcloud",
                    ".config/gh",
                    ".config/hub",
                    ".config/git/credentials",
                    ".config/containers/auth.json",
                    ".config/op",
                    ".config/rclone",
                    ".config/pypoetry/auth.toml",
                    ".git-credentials",
                    ".netrc",
                    ".pypirc",
                    ".npmrc",
                    ".yarnrc.yml",
                    ".pgpass",
                    ".my.cnf",
                    ".vault-token",
                    ".cargo/credentials",
                    ".cargo/credentials.toml",
                    ".gem/credentials",
                    ".terraform.d",
                    ".m2/settings.xml",
                    ".gradle/gradle.properties",
                    ".local/share/keyrings",
                    ".local/share/kwalletd",
                    ".mozilla",
                    ".config/google-chrome",
                    ".config/chromium");

    private static final List<String> OF_THE_SYSTEM =
            List.of(
                    "/etc/shadow",
                    "/etc/shadow-",
                    "/etc/gshadow",
                    "/etc/gshadow-",
                    "/etc/sudoers",
                    "/etc/sudoers.d",
                    "/etc/ssl/private",
                    "/etc/ssh/ssh_host_rsa_key",
                    "/etc/ssh/ssh_host_ecdsa_key",
                    "/etc/ssh/ssh_host_ed25519_key",
                    "/etc/krb5.keytab");

    private PersonalFiles() {}

    static List<Path> of(Path home) {
        return Stream.concat(
                        AT_HOME.stream().map(home::resolve), OF_THE_SYSTEM.stream().map(Path::of))
                .toList();
    }
}
