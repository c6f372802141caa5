//! Calls and words that must not appear, as data.

use super::tree::{SourceFile, Tree};
use super::{Finding, Severity};

struct Ban {
    /// What must not be there.
    words: &'static [&'static str],
    place: Place,
    /// Paths that begin with one of these may.
    except: &'static [&'static str],
    hint: &'static str,
}

enum Place {
    /// Rust code that ships: comments, literals and tests are not looked at.
    Shipped,
    /// Rust code of tests.
    Tests,
    /// All Rust code.
    Code,
    /// Files with one of these endings, whole.
    Files(&'static [&'static str]),
    /// Every text file, whole; the word must not continue a longer path.
    Paths,
}

const BANS: &[Ban] = &[
    Ban {
        words: &["SystemTime::now", "Instant::now", "Timestamp::now", "Zoned::now"],
        place: Place::Shipped,
        // The clocks, and the stopwatches on each exchange with Meta, on each request and on the disk.
        except: &[
            "crates/server/src/universe",
            "crates/emulator/src/clock",
            "crates/domain/benches/",
            "crates/emulator/benches/",
            "crates/nlu/benches/",
            "crates/store/benches/",
            "bench/src/clock",
            "crates/whatsapp/src/client/",
            "crates/server/src/http/observe",
            "crates/store/src/sqlite/disk",
        ],
        hint: "time is an argument: take `now`",
    },
    Ban {
        words: &["::now_v7", "::new_v4", "rand::rng(", "rand::random", "from_os_rng", "OsRng"],
        place: Place::Shipped,
        except: &["crates/server/src/universe", "crates/emulator/src/clock"],
        hint: "identifiers and randomness are arguments: take an IdSource or bytes",
    },
    Ban {
        words: &["env::var", "env::vars", "env::var_os"],
        place: Place::Shipped,
        // Cargo talks to a build script by its environment.
        except: &["crates/recado/src/config", "crates/server/build.rs"],
        hint: "only recado's configuration reads the environment; pass the value",
    },
    Ban {
        words: &["thread::sleep", "time::sleep", "sleep("],
        place: Place::Tests,
        except: &[],
        hint: "wait for the condition itself, with a deadline, or pause tokio's time and advance it",
    },
    Ban { words: &["thread::sleep"], place: Place::Shipped, except: &[], hint: "wait for the condition itself" },
    Ban {
        words: &["#[allow(", "#![allow("],
        place: Place::Code,
        except: &[],
        hint: "write `#[expect(lint, reason = \"…\")]`: it complains when it is no longer needed",
    },
    Ban { words: &["todo!", "unimplemented!"], place: Place::Code, except: &[], hint: "finish it, or leave it out" },
    Ban {
        words: &["AssertSqlSafe"],
        place: Place::Code,
        // Databases made for tests and benchmarks have names of ours.
        except: &["crates/store/src/sql", "crates/store/src/testing.rs", "bench/src/postgres.rs"],
        hint: "SQL that is not a literal is written in crates/store/src/sql* only: that is the injection audit",
    },
    Ban {
        words: &["@ts-ignore", "@ts-nocheck", "dangerouslySetInnerHTML"],
        place: Place::Files(&["ts", "tsx"]),
        except: &[],
        hint: "make the types agree; render text as text",
    },
    Ban {
        words: &["[source", "[registries", "[registry"],
        place: Place::Files(&[".cargo/config.toml"]),
        except: &[],
        hint: "where packages come from is the machine's business, not the repository's",
    },
    Ban {
        words: &["registry=", "_authToken"],
        place: Place::Files(&[".npmrc"]),
        except: &[],
        hint: "where packages come from is the machine's business, not the repository's",
    },
    Ban {
        words: &["/work/", "/root/", "/home/"],
        place: Place::Paths,
        except: &["xtask/src/tidy/words.rs"],
        hint: "a path of one machine does not belong in the repository",
    },
];

/// The only places a lock file may name.
const PUBLIC_SOURCES: &[(&str, &str, &str)] = &[
    ("Cargo.lock", "source = \"", "registry+https://github.com/rust-lang/crates.io-index"),
    ("package-lock.json", "\"resolved\": \"http", "s://registry.npmjs.org/"),
];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let bans = BANS.iter().flat_map(|ban| tree.files.iter().flat_map(|file| check_ban(ban, file)));
    bans.chain(tree.files.iter().flat_map(check_lock_file)).collect()
}

fn check_ban(ban: &Ban, file: &SourceFile) -> Vec<Finding> {
    if !ban.place.includes(file) || ban.except.iter().any(|prefix| file.path.starts_with(prefix)) {
        return Vec::new();
    }
    let text = if ban.place.looks_at_code() { &file.code } else { &file.text };
    let lines = text.lines().enumerate().filter(|(at, _)| ban.place.includes_line(file, *at));
    let hit = |line: &str| ban.words.iter().find(|word| ban.place.matches(line, word));
    lines.filter_map(|(at, line)| hit(line).map(|word| finding(file, at, format!("`{word}`"), ban.hint))).collect()
}

fn check_lock_file(file: &SourceFile) -> Vec<Finding> {
    let rules = PUBLIC_SOURCES.iter().filter(|(name, ..)| file.path.rsplit('/').next() == Some(name));
    let foreign =
        |key: &str, source: &str, line: &str| line.split_once(key).is_some_and(|(_, value)| !value.starts_with(source));
    let hits = rules
        .flat_map(|(_, key, source)| file.text.lines().enumerate().filter(move |(_, line)| foreign(key, source, line)));
    let hint = "lock files name the public registry only: remove the entry and lock again";
    hits.map(|(at, line)| finding(file, at, format!("a package from elsewhere: {}", line.trim()), hint)).collect()
}

fn finding(file: &SourceFile, at: usize, what: String, hint: &'static str) -> Finding {
    Finding { path: file.path.clone(), line: at + 1, rule: "words", what, hint, severity: Severity::Error }
}

impl Place {
    fn includes(&self, file: &SourceFile) -> bool {
        match self {
            Self::Shipped | Self::Tests | Self::Code => file.has_extension("rs"),
            Self::Files(endings) => {
                endings.iter().any(|ending| file.has_extension(ending) || file.path.ends_with(ending))
            }
            Self::Paths => true,
        }
    }

    fn includes_line(&self, file: &SourceFile, line: usize) -> bool {
        match self {
            Self::Shipped => !file.is_test_line(line),
            Self::Tests => file.is_test_line(line),
            Self::Code | Self::Files(_) | Self::Paths => true,
        }
    }

    fn looks_at_code(&self) -> bool {
        matches!(self, Self::Shipped | Self::Tests | Self::Code)
    }

    /// A word that begins with a letter must not be the end of a longer one: `no_sleep(` is not `sleep(`.
    fn matches(&self, line: &str, word: &str) -> bool {
        let starts_word = word.starts_with(char::is_alphanumeric) || matches!(self, Self::Paths);
        line.match_indices(word).any(|(at, _)| {
            let before = line.get(..at).and_then(|before| before.chars().next_back());
            !starts_word || !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '}'))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::planted;

    fn complaints(path: &str, text: &str) -> Vec<String> {
        check(&planted::tree(&[(path, text)]))
            .into_iter()
            .map(|finding| format!("{}: {}", finding.line, finding.what))
            .collect()
    }

    #[test]
    fn what_is_allowed_passes() {
        let cases = [
            ("crates/server/src/universe.rs", "let now = SystemTime::now();"),
            ("crates/domain/src/a.rs", "// SystemTime::now is forbidden\nlet a = \"Instant::now\";"),
            ("crates/domain/src/a.rs", "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() { Instant::now(); }\n}"),
            ("crates/recado/src/config/environment.rs", "std::env::var(name)"),
            ("crates/server/src/a.rs", "tokio::time::sleep(pause).await;"),
            ("crates/server/tests/a.rs", "no_sleep(1);"),
            ("crates/store/src/sql.rs", "AssertSqlSafe(text)"),
            ("docs/a.md", "see https://example.com/work/plan and crates/work/a.rs"),
            ("Cargo.lock", "source = \"registry+https://github.com/rust-lang/crates.io-index\""),
            ("web/package-lock.json", "\"resolved\": \"https://registry.npmjs.org/a/-/a-1.tgz\""),
        ];
        for (path, text) in cases {
            assert_eq!(complaints(path, text), Vec::<String>::new(), "{path}: {text}");
        }
    }

    #[test]
    fn what_is_banned_is_found() {
        let cases = [
            ("crates/domain/src/a.rs", "//! A.\nlet now = SystemTime::now();", "2: `SystemTime::now`"),
            ("crates/store/src/a.rs", "let start = std::time::Instant::now();", "1: `Instant::now`"),
            ("crates/store/src/a.rs", "Uuid::now_v7()", "1: `::now_v7`"),
            ("crates/domain/src/a.rs", "Uuid::new_v4()", "1: `::new_v4`"),
            ("crates/emulator/src/a.rs", "rand::rng()", "1: `rand::rng(`"),
            ("crates/server/src/a.rs", "std::env::var(\"HOME\")", "1: `env::var`"),
            ("crates/server/tests/a.rs", "tokio::time::sleep(x).await;", "1: `time::sleep`"),
            ("crates/server/src/a.rs", "#[cfg(test)]\nmod tests {\n    fn a() { sleep(x).await }\n}", "3: `sleep(`"),
            ("crates/server/src/a.rs", "thread::sleep(x)", "1: `thread::sleep`"),
            ("crates/server/src/a.rs", "#[allow(dead_code)]", "1: `#[allow(`"),
            ("crates/server/src/a.rs", "todo!()", "1: `todo!`"),
            ("crates/store/src/contact.rs", "query(AssertSqlSafe(text))", "1: `AssertSqlSafe`"),
            ("web/src/a.tsx", "// @ts-ignore", "1: `@ts-ignore`"),
            (".cargo/config.toml", "[source.crates-io]", "1: `[source`"),
            ("web/.npmrc", "registry=https://packages.example", "1: `registry=`"),
            ("docs/a.md", "cd /work/a", "1: `/work/`"),
            (
                "Cargo.lock",
                "source = \"registry+https://packages.example/index\"",
                "1: a package from elsewhere: source = \"registry+https://packages.example/index\"",
            ),
            (
                "web/package-lock.json",
                "\"resolved\": \"https://packages.example/a.tgz\"",
                "1: a package from elsewhere: \"resolved\": \"https://packages.example/a.tgz\"",
            ),
        ];
        for (path, text, expected) in cases {
            assert_eq!(complaints(path, text), [expected], "{path}: {text}");
        }
    }
}
