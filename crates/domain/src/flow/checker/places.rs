//! Where in the source each part of the document stands.

use crate::flow::document::read_document;
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Location, Spanned};
use std::collections::BTreeMap;
use std::fmt;

/// Lines and columns by path: `nodes.menu`, `nodes.menu.say.buttons[0].title`.
pub(super) struct Places(BTreeMap<String, (u32, u32)>);

impl Places {
    /// No places at all when the source cannot be read.
    pub(super) fn of(source: &str) -> Self {
        let mut places = BTreeMap::new();
        if let Ok(tree) = read_document::<Spanned<Tree>>(source) {
            tree.value.gather("", &mut places);
        }
        Self(places)
    }

    /// The place of the path, or of the nearest thing around it.
    pub(super) fn find(&self, node: Option<&str>, path: &str) -> (u32, u32) {
        let mut path = match node {
            Some(node) if path.is_empty() => format!("nodes.{node}"),
            Some(node) => format!("nodes.{node}.{path}"),
            None => path.to_owned(),
        };
        loop {
            if let Some(place) = self.0.get(&path) {
                return *place;
            }
            match path.rfind(['.', '[']) {
                Some(end) => path.truncate(end),
                None => return (1, 1),
            }
        }
    }

    /// The node whose lines contain this one.
    pub(super) fn node_at(&self, line: u32) -> Option<String> {
        let nodes = self.0.iter().filter_map(|(path, place)| Some((path.strip_prefix("nodes.")?, place.0)));
        let nodes = nodes.filter(|(name, begins)| !name.contains(['.', '[']) && *begins <= line);
        nodes.max_by_key(|(_, begins)| *begins).map(|(name, _)| name.to_owned())
    }
}

/// A document as nothing but its shape.
enum Tree {
    Map(Vec<(Spanned<String>, Tree)>),
    List(Vec<Spanned<Tree>>),
    Leaf,
}

impl Tree {
    fn gather(&self, path: &str, places: &mut BTreeMap<String, (u32, u32)>) {
        match self {
            Self::Map(entries) => {
                for (key, value) in entries {
                    let path = if path.is_empty() { key.value.clone() } else { format!("{path}.{}", key.value) };
                    places.insert(path.clone(), place(key.referenced));
                    value.gather(&path, places);
                }
            }
            Self::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    let path = format!("{path}[{index}]");
                    places.insert(path.clone(), place(item.referenced));
                    item.value.gather(&path, places);
                }
            }
            Self::Leaf => {}
        }
    }
}

fn place(location: Location) -> (u32, u32) {
    let number = |number: u64| u32::try_from(number).unwrap_or(u32::MAX).max(1);
    (number(location.line()), number(location.column()))
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyShape)
    }
}

struct AnyShape;

impl<'de> Visitor<'de> for AnyShape {
    type Value = Tree;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }
    fn visit_bool<E: Error>(self, _: bool) -> Result<Tree, E> {
        Ok(Tree::Leaf)
    }
    fn visit_i64<E: Error>(self, _: i64) -> Result<Tree, E> {
        Ok(Tree::Leaf)
    }
    fn visit_u64<E: Error>(self, _: u64) -> Result<Tree, E> {
        Ok(Tree::Leaf)
    }
    fn visit_i128<E: Error>(self, _: i128) -> Result<Tree, E> {
        Ok(Tree::Leaf)
    }
    fn visit_u128<E: Error>(self, _: u128) -> Result<Tree, E> {
        Ok(Tree::Leaf)
    }
    fn visit_f64<E: Error>(self, _: f64) -> Result<Tree, E> {
        Ok(Tree::Leaf)
    }
    fn visit_str<E: Error>(self, _: &str) -> Result<Tree, E> {
        Ok(Tree::Leaf)
    }
    fn visit_unit<E: Error>(self) -> Result<Tree, E> {
        Ok(Tree::Leaf)
    }
    fn visit_none<E: Error>(self) -> Result<Tree, E> {
        Ok(Tree::Leaf)
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        Tree::deserialize(deserializer)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Tree, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Tree::List(items))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key()? {
            entries.push((key, map.next_value()?));
        }
        Ok(Tree::Map(entries))
    }
    fn visit_bytes<E: Error>(self, _: &[u8]) -> Result<Tree, E> {
        Ok(Tree::Leaf)
    }
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| Tree::Leaf)
    }
}
