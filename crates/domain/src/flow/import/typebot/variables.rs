//! Their variables under our names, in texts and in expressions.

use crate::flow::import::Unset;
use crate::flow::import::choices::{bare, escaped};
use crate::flow::import::json::{list, text, words};
use crate::flow::import::names::{self, Taken};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

pub(super) struct Variables<'a> {
    by_id: BTreeMap<&'a str, String>,
    by_name: BTreeMap<String, String>,
    /// Those that only ever hold numbers.
    numbers: BTreeSet<String>,
    unset: &'a Unset,
}

impl<'a> Variables<'a> {
    pub(super) fn of(file: &'a Value, unset: &'a Unset) -> Self {
        let mut taken = Taken::default();
        let mut variables = Self { by_id: BTreeMap::new(), by_name: BTreeMap::new(), numbers: BTreeSet::new(), unset };
        for variable in list(file, "variables") {
            let name = taken.unique(&names::variable(text(variable, "name")));
            variables.by_id.insert(text(variable, "id"), name.clone());
            variables.by_name.entry(text(variable, "name").trim().to_owned()).or_insert(name);
        }
        variables.find_numbers(file);
        variables
    }

    fn find_numbers(&mut self, file: &'a Value) {
        let mut others = BTreeSet::new();
        for block in list(file, "groups").iter().flat_map(|group| list(group, "blocks")) {
            let options = super::options(block);
            let Some(name) = self.named(text(options, "variableId")).map(str::to_owned) else { continue };
            let is_number = match text(block, "type") {
                "number input" | "rating input" => true,
                "Set variable" => words(options, "expressionToEvaluate").is_some_and(|formula| is_arithmetic(&formula)),
                _ => false,
            };
            if is_number {
                self.numbers.insert(name)
            } else {
                others.insert(name)
            };
        }
        self.numbers.retain(|name| !others.contains(name));
    }

    pub(super) fn named(&self, id: &str) -> Option<&str> {
        self.by_id.get(id).map(String::as_str)
    }

    pub(super) fn is_number(&self, name: &str) -> bool {
        self.numbers.contains(name)
    }

    /// Read in an expression; what may be unset is nothing, as it is there.
    pub(super) fn read(&self, name: &str) -> String {
        let nothing = if self.is_number(name) { "0" } else { "''" };
        if self.unset.never.contains(name) {
            nothing.to_owned()
        } else if self.unset.maybe.contains(name) {
            format!("({name} | default({nothing}))")
        } else {
            name.to_owned()
        }
    }

    /// A variable by the name between its braces; one that is declared nowhere is never set.
    pub(super) fn by_name(&self, name: &str) -> Option<&str> {
        self.by_name.get(name.trim()).map(String::as_str)
    }

    /// A text with its `{{Name}}`; the second part names what could not be read.
    pub(super) fn in_text(&self, source: &str) -> (String, Vec<String>) {
        self.filled(source, |read| format!("{{{{ {} }}}}", bare(read)))
    }

    /// The same for an address: what is filled in is escaped, unless the address begins with it.
    pub(super) fn in_address(&self, source: &str) -> (String, Vec<String>) {
        let begins = source.trim_start().starts_with("{{");
        let mut first = begins;
        let (text, lost) = self.filled(source, |read| {
            let is_first = std::mem::take(&mut first);
            let read = bare(read);
            if is_first { format!("{{{{ {read} }}}}") } else { format!("{{{{ {read} | urlencode }}}}") }
        });
        (text.trim().to_owned(), lost)
    }

    fn filled(&self, source: &str, mut write: impl FnMut(&str) -> String) -> (String, Vec<String>) {
        let (mut text, mut lost) = (String::new(), Vec::new());
        let mut rest = source;
        while let Some((before, tail)) = rest.split_once("{{") {
            text.push_str(&escaped(before));
            let Some((name, after)) = tail.split_once("}}") else {
                text.push_str(&escaped("{{"));
                rest = tail;
                continue;
            };
            match self.by_name(name).filter(|name| !self.unset.never.contains(*name)) {
                Some(name) => text.push_str(&write(&self.read(name))),
                None => lost.push(name.trim().to_owned()),
            }
            rest = after;
        }
        text.push_str(&escaped(rest));
        (text, lost)
    }
}

fn is_arithmetic(formula: &str) -> bool {
    let mut rest = formula.to_owned();
    while let (Some(begin), Some(end)) = (rest.find("{{"), rest.find("}}")) {
        if end < begin {
            return false;
        }
        rest.replace_range(begin..end + 2, "0");
    }
    let allowed = |character: char| character.is_ascii_digit() || " .+-*/%()".contains(character);
    rest.chars().any(|character| character.is_ascii_digit()) && rest.chars().all(allowed)
}
