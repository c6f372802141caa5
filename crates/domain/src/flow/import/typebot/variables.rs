//! Their variables under our names, in texts and in expressions.

use super::formula;
use crate::flow::expression::filters::{SAFE, percent_encoded};
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

/// A part of a text.
#[derive(Debug, PartialEq)]
pub(super) enum Piece<'a> {
    Words(&'a str),
    /// A variable, by our name.
    Variable(&'a str),
    /// What stands between braces and is no variable of the file.
    Unknown(&'a str),
}

/// What the usual connections to WhatsApp set without a block that says so.
const GIVEN: [(&str, &str); 2] = [("pushname", "contact.name"), ("remotejid", "contact.phone")];

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

    /// Those that nothing but numbers is ever kept in; a copy of one is one as well, so what is none is taken away until
    /// nothing more follows from it.
    fn find_numbers(&mut self, file: &'a Value) {
        let blocks: Vec<&Value> = list(file, "groups").iter().flat_map(|group| list(group, "blocks")).collect();
        let set = blocks
            .iter()
            .filter_map(|block| Some((self.named(text(super::options(block), "variableId"))?.to_owned(), *block)));
        let set: Vec<(String, &Value)> = set.collect();
        self.numbers = set.iter().map(|(name, _)| name.clone()).collect();
        loop {
            let others = set.iter().filter(|(name, block)| self.is_number(name) && !self.keeps_number(block));
            let others: BTreeSet<String> = others.map(|(name, _)| name.clone()).collect();
            if others.is_empty() {
                return;
            }
            self.numbers.retain(|name| !others.contains(name));
        }
    }

    fn keeps_number(&self, block: &Value) -> bool {
        let options = super::options(block);
        match text(block, "type") {
            "number input" | "rating input" => true,
            "Set variable" if matches!(text(options, "type"), "" | "Custom") => {
                words(options, "expressionToEvaluate").is_some_and(|formula| formula::is_number(&formula, self))
            }
            _ => false,
        }
    }

    pub(super) fn named(&self, id: &str) -> Option<&str> {
        self.by_id.get(id).map(String::as_str)
    }

    pub(super) fn is_number(&self, name: &str) -> bool {
        self.numbers.contains(name)
    }

    /// Whether something sets it on every way to where it is read.
    pub(super) fn is_set(&self, name: &str) -> bool {
        !self.unset.never.contains(name) && !self.unset.maybe.contains(name)
    }

    pub(super) fn is_never_set(&self, name: &str) -> bool {
        self.unset.never.contains(name)
    }

    /// Read in an expression; what may be unset is nothing, as it is there.
    pub(super) fn read(&self, name: &str) -> String {
        self.read_or(name, if self.is_number(name) { "0" } else { "''" })
    }

    /// The same for a place where nothing is not the same as zero.
    pub(super) fn read_as_text(&self, name: &str) -> String {
        self.read_or(name, "''")
    }

    fn read_or(&self, name: &str, nothing: &str) -> String {
        if self.unset.never.contains(name) {
            given(name).unwrap_or(nothing).to_owned()
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

    /// The same for an address: what is filled in is escaped, unless the address begins with it, and so is what no
    /// address may hold.
    pub(super) fn in_address(&self, source: &str) -> (String, Vec<String>) {
        let (mut text, mut lost) = (String::new(), Vec::new());
        for (index, piece) in self.pieces(source.trim()).into_iter().enumerate() {
            match self.known(piece) {
                Piece::Words(words) => text.push_str(&escaped(&without_spaces(words))),
                Piece::Variable(name) => {
                    let read = self.read(name);
                    let filter = if index == 0 { "" } else { " | urlencode" };
                    text.extend(["{{ ", bare(&read), filter, " }}"]);
                }
                Piece::Unknown(name) => lost.push(name.to_owned()),
            }
        }
        (text, lost)
    }

    /// A part of the query of an address, in which `&`, `=` and the like are only words.
    pub(super) fn in_query(&self, source: &str) -> (String, Vec<String>) {
        let (mut text, mut lost) = (String::new(), Vec::new());
        for piece in self.pieces(source.trim()) {
            match self.known(piece) {
                Piece::Words(words) => text.push_str(&percent_encoded(words, SAFE)),
                Piece::Variable(name) => text.extend(["{{ ", bare(&self.read(name)), " | urlencode }}"]),
                Piece::Unknown(name) => lost.push(name.to_owned()),
            }
        }
        (text, lost)
    }

    fn filled(&self, source: &str, mut write: impl FnMut(&str) -> String) -> (String, Vec<String>) {
        let (mut text, mut lost) = (String::new(), Vec::new());
        for piece in self.pieces(source) {
            match self.known(piece) {
                Piece::Words(words) => text.push_str(&escaped(words)),
                Piece::Variable(name) => text.push_str(&write(&self.read(name))),
                Piece::Unknown(name) => lost.push(name.to_owned()),
            }
        }
        (text, lost)
    }

    /// What nothing sets is as good as unknown.
    fn known<'p>(&self, piece: Piece<'p>) -> Piece<'p> {
        match piece {
            Piece::Variable(name) if self.is_never_set(name) && given(name).is_none() => Piece::Unknown(name),
            piece => piece,
        }
    }

    /// A text with the variables in it.
    pub(super) fn pieces<'p>(&'p self, source: &'p str) -> Vec<Piece<'p>> {
        let mut pieces = Vec::new();
        let mut rest = source;
        while let Some((before, tail)) = rest.split_once("{{") {
            let Some((name, after)) = tail.split_once("}}") else { break };
            pieces.extend((!before.is_empty()).then_some(Piece::Words(before)));
            pieces.push(self.by_name(name).map_or(Piece::Unknown(name.trim()), Piece::Variable));
            rest = after;
        }
        pieces.extend((!rest.is_empty()).then_some(Piece::Words(rest)));
        pieces
    }
}

fn given(name: &str) -> Option<&'static str> {
    GIVEN.iter().find(|(given, _)| *given == name).map(|(_, read)| *read)
}

/// Keeps what means something in an address, escapes included.
fn without_spaces(words: &str) -> String {
    percent_encoded(words, "-._~:/?#[]@!$&'()*+,;=%{}")
}
