//! How long a function may be, in Rust and in TypeScript.

use super::tree::{SourceFile, Tree};
use super::{Finding, Severity};

const HARD: usize = 80;

struct Function<'a> {
    name: &'a str,
    /// From zero.
    first_line: usize,
    lines: usize,
}

pub fn check(tree: &Tree) -> Vec<Finding> {
    let rust = tree.with_extension(&["rs"]).flat_map(|file| too_long(file, rust_functions(&file.code)));
    let script = tree.with_extension(&["ts", "tsx", "mjs"]).filter(|file| !file.is_generated());
    rust.chain(script.flat_map(|file| too_long(file, script_functions(&file.text)))).collect()
}

fn too_long(file: &SourceFile, functions: Vec<Function<'_>>) -> Vec<Finding> {
    let long = functions.into_iter().filter(|function| function.lines > HARD);
    long.map(|function| Finding {
        path: file.path.clone(),
        line: function.first_line + 1,
        rule: "function-length",
        what: format!("`{}` has {} lines; {HARD} is the limit, 40 the aim", function.name, function.lines),
        hint: "give each step a name and a function; move tables of data to a constant",
        severity: Severity::Error,
    })
    .collect()
}

fn rust_functions(code: &str) -> Vec<Function<'_>> {
    let lines: Vec<&str> = code.lines().collect();
    let mut functions = Vec::new();
    for (first_line, line) in lines.iter().enumerate() {
        let Some(name) = rust_function_name(line) else { continue };
        let body = lines.get(first_line..).unwrap_or_default();
        functions.extend(body_length(body).map(|lines| Function { name, first_line, lines }));
    }
    functions
}

/// `pub(crate) async fn name<T>(` gives `name`.
fn rust_function_name(line: &str) -> Option<&str> {
    let (before, after) = line.split_once("fn ")?;
    let is_modifier = |word: &str| {
        matches!(word, "pub" | "const" | "async" | "unsafe" | "extern" | "default" | "in")
            || word.starts_with("pub(")
            || word.ends_with(')')
    };
    before.split_whitespace().all(is_modifier).then(|| identifier(after))
}

/// Lines up to the brace that closes the first one opened; none for a declaration that ends in a semicolon.
fn body_length(lines: &[&str]) -> Option<usize> {
    let (mut braces, mut brackets) = (0_usize, 0_usize);
    for (at, line) in lines.iter().enumerate() {
        for character in line.chars() {
            match character {
                '(' | '[' => brackets += 1,
                ')' | ']' => brackets = brackets.saturating_sub(1),
                ';' if braces == 0 && brackets == 0 => return None,
                '{' => braces += 1,
                '}' if braces == 1 => return Some(at + 1),
                '}' => braces = braces.saturating_sub(1),
                _ => {}
            }
        }
    }
    None
}

/// The formatter puts the closing brace of a function under the first letter of its first line.
fn script_functions(text: &str) -> Vec<Function<'_>> {
    let lines: Vec<&str> = text.lines().collect();
    let mut functions = Vec::new();
    for (first_line, line) in lines.iter().enumerate() {
        let Some(name) = script_function_name(line) else { continue };
        let indent = line.len() - line.trim_start().len();
        let closes = |line: &&str| {
            let (margin, rest) = line.split_at_checked(indent).unwrap_or(("x", ""));
            margin.trim().is_empty() && rest.starts_with('}')
        };
        let length = lines.iter().skip(first_line + 1).position(closes);
        // A closing brace is looked for only where a body was opened and not closed on the same line.
        functions.extend(length.map(|between| Function { name, first_line, lines: between + 2 }));
    }
    functions
}

/// `export async function name(` and `const name = (…) => {` give `name`.
fn script_function_name(line: &str) -> Option<&str> {
    let mut rest = line.trim_start();
    for word in ["export ", "default ", "async "] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    if let Some(after) = rest.strip_prefix("function ") {
        return (!line.trim_end().ends_with('}')).then(|| identifier(after));
    }
    let after = rest.strip_prefix("const ")?;
    line.trim_end().ends_with("=> {").then(|| identifier(after))
}

fn identifier(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    text.get(..end).unwrap_or(text)
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
    fn rust_functions_are_measured_from_signature_to_brace() {
        let body = |lines: usize| {
            format!("struct A;\n\npub(crate) async fn work() {{\n{}}}\n", "    step(\"}\"); // }\n".repeat(lines))
        };
        assert_eq!(complaints("crates/a/src/lib.rs", &body(78)), Vec::<String>::new());
        assert_eq!(
            complaints("crates/a/src/lib.rs", &body(79)),
            ["3: `work` has 81 lines; 80 is the limit, 40 the aim"]
        );
    }

    #[test]
    fn a_declaration_is_not_the_start_of_what_follows() {
        let text = format!(
            "trait A {{\n    fn work(&self, bytes: [u8; 4]);\n}}\nstatic B: C = C {{\n{}}};\n",
            "    1;\n".repeat(90)
        );
        assert_eq!(complaints("crates/a/src/lib.rs", &text), Vec::<String>::new());
    }

    #[test]
    fn script_functions_are_measured_too() {
        let openings = ["export function Inbox() {", "export const Inbox = () => {"];
        for opening in openings {
            let text = |lines: usize| format!("{opening}\n{}}}\n", "  step();\n".repeat(lines));
            assert_eq!(complaints("web/src/inbox.tsx", &text(78)), Vec::<String>::new(), "{opening}");
            let expected = "1: `Inbox` has 81 lines; 80 is the limit, 40 the aim";
            assert_eq!(complaints("web/src/inbox.tsx", &text(79)), [expected], "{opening}");
        }
    }
}
