//! Buttons and rows: WhatsApp's limits are kept, and what that costs is noted.

use super::draft::{Draft, Node, Texts};
use super::names::{Taken, slug};
use super::tree::Tree;
use super::{Fate, names};
use std::collections::BTreeMap;

/// Something to tap.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub(super) title: Texts,
    pub(super) description: Option<Texts>,
    pub(super) go_to: Option<String>,
    /// What its variable holds then, if not the title.
    pub(super) remembered: Option<String>,
}

impl Choice {
    /// Written as a text of ours.
    fn value(&self) -> String {
        self.remembered.clone().unwrap_or_else(|| self.title.any().to_owned())
    }
}

/// A question with things to tap.
pub(super) struct Menu<'a> {
    /// Where it stands in the other flow.
    pub(super) at: &'a str,
    pub(super) name: &'a str,
    pub(super) text: Texts,
    pub(super) choices: Vec<Choice>,
    /// Remembers the title or the value of what was chosen.
    pub(super) save_as: Option<&'a str>,
    pub(super) next: Option<String>,
    /// A reply that is none of the choices.
    pub(super) otherwise: Option<String>,
    pub(super) timeout: Option<(String, Option<String>)>,
}

const TITLE: usize = 24;
const DESCRIPTION: usize = 72;
const ROWS: usize = 10;
const MORE: [(&str, &str); 3] = [("es", "Más…"), ("pt", "Mais…"), ("en", "More…")];

/// Adds the node, and one more for every nine choices beyond ten.
pub(super) fn add(draft: &mut Draft, mut menu: Menu<'_>) {
    let mut ids = Taken::default();
    let mut name = menu.name.to_owned();
    let mut rest = std::mem::take(&mut menu.choices);
    let next = menu.next.clone();
    // A text to fill in cannot stand in the table of values below.
    for choice in rest.iter_mut().filter(|choice| menu.save_as.is_some() && choice.value().contains("{{")) {
        choice.go_to = choice.go_to.take().or_else(|| next.clone());
    }
    let chosen = menu.save_as.filter(|_| rest.iter().any(|choice| choice.go_to.is_none()));
    let chosen = chosen.map(|variable| (draft.reserve(&format!("{}_chosen", menu.name)), variable));
    let mut values: BTreeMap<String, String> = BTreeMap::new();
    while !rest.is_empty() {
        let more = (rest.len() > ROWS).then(|| draft.reserve(&format!("{}_more", menu.name)));
        let tail = if more.is_some() { rest.split_off(ROWS - 1) } else { Vec::new() };
        let mut written = Vec::new();
        for choice in rest {
            let id = ids.unique(&slug(choice.title.any(), "choice"));
            values.insert(id.clone(), choice.value());
            written.push(choice_tree(draft, &menu, &id, choice));
        }
        if let Some(more) = &more {
            draft.note(Fate::Changed, menu.at, "WhatsApp shows ten choices at most: the others come after “More…”");
            let title = more_title(&menu.text);
            written.push(Tree::map([("id", Tree::text("more")), ("title", title.tree()), ("go_to", Tree::text(more))]));
        }
        let after = chosen.as_ref().map(|(chosen, _)| chosen.clone()).or_else(|| next.clone());
        let node = node(&menu, written, after.as_ref());
        draft.add(&name, node);
        rest = tail;
        name = more.unwrap_or_default();
    }
    if let Some((chosen, variable)) = chosen {
        let map: Vec<String> = values.iter().map(|(id, value)| format!("{}: {}", quoted(id), quoted(value))).collect();
        let value = format!("{{{{ ({{{}}})[{variable}] }}}}", map.join(", "));
        draft.add(&chosen, set_variable(variable, Tree::text(value)).next(next.as_ref()));
    }
}

fn node(menu: &Menu<'_>, choices: Vec<Tree>, next: Option<&String>) -> Node {
    let timeout = menu.timeout.as_ref().map(|(span, _)| ("timeout", Tree::text(span)));
    let text = ("text", menu.text.tree());
    let has_descriptions = choices
        .iter()
        .any(|choice| matches!(choice, Tree::Map(entries) if entries.iter().any(|(key, _)| key == "description")));
    let on_timeout = menu.timeout.as_ref().and_then(|(_, target)| target.as_ref());
    if let Some(variable) = menu.save_as {
        let parts =
            [text, ("type", Tree::text("choice")), ("save_as", Tree::text(variable)), ("choices", Tree::List(choices))];
        let node = Node::new("ask", Tree::map(parts.into_iter().chain(timeout)));
        return node.next(next).route("on_failure", menu.otherwise.as_ref()).route("on_timeout", on_timeout);
    }
    let choices = if has_descriptions {
        let section = Tree::map([("rows", Tree::List(choices))]);
        ("list", Tree::map([("sections", Tree::List(vec![section]))]))
    } else {
        ("buttons", Tree::List(choices))
    };
    let node = Node::new("say", Tree::map([text, choices].into_iter().chain(timeout)));
    node.next(next).route("otherwise", menu.otherwise.as_ref()).route("on_timeout", on_timeout)
}

/// A choice that leads somewhere of its own remembers its value on the way.
fn choice_tree(draft: &mut Draft, menu: &Menu<'_>, id: &str, choice: Choice) -> Tree {
    let (title, description) = fitting(draft, menu.at, &choice);
    let value = choice.value();
    let go_to = match (choice.go_to, menu.save_as) {
        (Some(target), Some(variable)) => {
            let name = draft.reserve(&names::slug(&format!("{} {id}", menu.name), "chosen"));
            let value = Tree::text(value);
            draft.add(&name, set_variable(variable, value).next(Some(&target)));
            Some(name)
        }
        (target, _) => target,
    };
    let mut entries = vec![("id", Tree::text(id)), ("title", title.tree())];
    entries.extend(description.map(|description| ("description", description.tree())));
    entries.extend(go_to.map(|target| ("go_to", Tree::text(target))));
    Tree::map(entries)
}

/// A title that is too long is cut, and stands whole below; never silently.
fn fitting(draft: &mut Draft, at: &str, choice: &Choice) -> (Texts, Option<Texts>) {
    let has_tags = |texts: &Texts| texts.0.values().any(|text| text.contains("{{"));
    let cut = |limit: usize| {
        move |text: &str| {
            if text.chars().count() <= limit {
                text.to_owned()
            } else {
                text.chars().take(limit - 1).chain(['…']).collect()
            }
        }
    };
    let (mut title, mut description) = (choice.title.clone(), choice.description.clone());
    if title.length() > TITLE && !has_tags(&title) {
        draft.note(
            Fate::Changed,
            at,
            format!("“{}” is longer than the {TITLE} characters a row may have: it is shortened", title.any()),
        );
        description = Some(description.filter(|text| !text.is_empty()).unwrap_or_else(|| title.clone()));
        title = title.map(cut(TITLE));
    }
    if let Some(text) = description.as_ref().filter(|text| text.length() > DESCRIPTION && !has_tags(text)) {
        draft.note(
            Fate::Changed,
            at,
            format!("“{}” is described in more than {DESCRIPTION} characters: that is shortened", title.any()),
        );
        description = Some(text.map(cut(DESCRIPTION)));
    }
    (title, description.filter(|text| !text.is_empty()))
}

fn more_title(text: &Texts) -> Texts {
    let word =
        |language: &str| MORE.iter().find(|(code, _)| language.starts_with(code)).map_or("More…", |(_, word)| word);
    Texts(text.0.keys().map(|language| (language.clone(), word(language).to_owned())).collect())
}

pub(super) fn set_variable(name: &str, value: Tree) -> Node {
    Node::new("set_variable", Tree::map([("name", Tree::text(name)), ("value", value)]))
}

/// As a text of the expression language.
pub(super) fn quoted(text: &str) -> String {
    if !text.contains(['\'', '\\', '\n', '\r']) {
        return format!("'{text}'");
    }
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\r', "\\r");
    format!("\"{escaped}\"")
}

/// An expression without the brackets around the whole of it.
pub(super) fn bare(expression: &str) -> &str {
    let Some(inner) = expression.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) else { return expression };
    let (mut depth, mut quote) = (0_i32, None);
    for character in inner.chars() {
        match (quote, character) {
            (Some(open), close) if open == close => quote = None,
            (None, '"' | '\'') => quote = Some(character),
            (None, '(') => depth += 1,
            (None, ')') => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return expression;
        }
    }
    inner
}

/// A text in which nothing is taken for an expression.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let (before, tail) = rest.split_at(at);
        escaped.push_str(before);
        let opens = ["{{", "{%", "{#"].into_iter().find(|tag| tail.starts_with(tag));
        if let Some(tag) = opens {
            escaped.extend(["{{ '", tag, "' }}"]);
            rest = tail.get(2..).unwrap_or_default();
        } else {
            escaped.push('{');
            rest = tail.get(1..).unwrap_or_default();
        }
    }
    escaped.push_str(rest);
    escaped
}
