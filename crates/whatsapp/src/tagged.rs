//! Meta's favourite shape, `{"type": "text", "text": {…}}`: the value of `type` is also the key of the content.
//!
//! The keys come in any order, so the content is read by its own key, straight into its type, and only compared with
//! `type` at the end. What no variant knows is kept raw.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;

use crate::Extra;
use crate::lenient::Str;

/// An enum whose variants are the kinds of such an object.
pub(crate) trait Tagged: Sized + serde::Serialize {
    /// Reads the value of `key` when the key names a kind of this enum, and leaves `map` alone when it does not.
    fn read<'de, A: MapAccess<'de>>(key: &str, map: &mut A) -> Result<Found<Self>, A::Error>;
    /// The kind that may come without any content.
    fn bare(kind: &str) -> Option<Self>;
    fn unknown(kind: String, raw: Value) -> Self;
    fn kind(&self) -> &str;
}

/// What stands under a key.
pub(crate) enum Found<T> {
    Content(T),
    /// Null: the kind is one of ours, but nothing is there.
    Nothing,
    /// The key names no kind.
    Elsewhere,
}

/// What has been read so far of an object that holds a [`Tagged`] content among other fields.
pub(crate) struct Gathered<'de, T> {
    kind: Option<Cow<'de, str>>,
    found: Option<T>,
    rest: Extra,
}

impl<'de, T: Tagged> Gathered<'de, T> {
    pub(crate) fn new() -> Self {
        Self { kind: None, found: None, rest: Extra::new() }
    }

    pub(crate) fn take<A: MapAccess<'de>>(&mut self, key: Cow<'de, str>, map: &mut A) -> Result<(), A::Error> {
        if key == "type" {
            self.kind = Some(map.next_value::<Str<'de>>()?.0);
            return Ok(());
        }
        let may_be_the_content = self.found.is_none() && self.kind.as_ref().is_none_or(|kind| *kind == key);
        let found = if may_be_the_content { T::read(&key, map)? } else { Found::Elsewhere };
        match found {
            Found::Content(content) => self.found = Some(content),
            Found::Nothing => _ = self.rest.insert(key.into_owned(), Value::Null),
            Found::Elsewhere => _ = self.rest.insert(key.into_owned(), map.next_value()?),
        }
        Ok(())
    }

    /// The content, and every field that was not part of it.
    pub(crate) fn finish(self) -> (T, Extra) {
        let Self { kind, found, mut rest } = self;
        match (kind, found) {
            (None, Some(found)) => (found, rest),
            (Some(kind), Some(found)) if kind == found.kind() => (found, rest),
            (kind, found) => {
                let kind = kind.unwrap_or(Cow::Borrowed("unknown"));
                if let Some(stray) = found {
                    keep_stray(&stray, &mut rest);
                }
                let raw = rest.remove(&*kind).unwrap_or(Value::Null);
                let content = if raw.is_null() { T::bare(&kind) } else { None };
                (content.unwrap_or_else(|| T::unknown(kind.into_owned(), raw)), rest)
            }
        }
    }
}

/// Content of another kind than the object announces: nothing is lost, it goes with the unknown fields.
fn keep_stray<T: Tagged>(stray: &T, rest: &mut Extra) {
    if let Ok(Value::Object(mut object)) = serde_json::to_value(stray)
        && let Some(value) = object.remove(stray.kind())
    {
        rest.insert(stray.kind().to_owned(), value);
    }
}

/// Reads a [`Tagged`] that stands alone; fields beside the content are dropped.
pub(crate) fn deserialize<'de, T: Tagged, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserialize_with_rest(deserializer).map(|(content, _)| content)
}

/// Reads a [`Tagged`] and the fields beside it.
pub(crate) fn deserialize_with_rest<'de, T: Tagged, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<(T, Extra), D::Error> {
    struct Alone<T>(PhantomData<T>);
    impl<'de, T: Tagged> Visitor<'de> for Alone<T> {
        type Value = (T, Extra);
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object with a `type` and a field of that name")
        }
        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut gathered = Gathered::new();
            while let Some(Str(key)) = map.next_key::<Str<'de>>()? {
                gathered.take(key, &mut map)?;
            }
            Ok(gathered.finish())
        }
    }
    deserializer.deserialize_map(Alone(PhantomData))
}

/// Lets an enum of newtype variants be read and written in that shape. It needs a variant `Unknown { kind, raw }`.
macro_rules! tagged {
    ($name:ident { $($variant:ident = $kind:literal),* $(,)? } $(bare $bare:ident = $bare_kind:literal)?) => {
        impl $name {
            /// Every name that `type` can have.
            pub const KINDS: &'static [&'static str] = &[$($kind),*];

            /// The name in `type`.
            pub fn kind(&self) -> &str {
                match self {
                    $(Self::$variant(_) => $kind,)*
                    Self::Unknown { kind, .. } => kind,
                }
            }
        }

        impl $crate::tagged::Tagged for $name {
            fn read<'de, A: serde::de::MapAccess<'de>>(
                key: &str,
                map: &mut A,
            ) -> Result<$crate::tagged::Found<Self>, A::Error> {
                use $crate::tagged::Found;
                Ok(match key {
                    $($kind => map.next_value::<Option<_>>()?.map_or(Found::Nothing, |content| Found::Content(Self::$variant(content))),)*
                    _ => Found::Elsewhere,
                })
            }

            fn bare(kind: &str) -> Option<Self> {
                match kind {
                    $($bare_kind => Some(Self::$bare(Default::default())),)?
                    _ => None,
                }
            }

            fn unknown(kind: String, raw: serde_json::Value) -> Self {
                Self::Unknown { kind, raw }
            }

            fn kind(&self) -> &str {
                $name::kind(self)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap;
                let mut map = serializer.serialize_map(None)?;
                map.serialize_entry("type", self.kind())?;
                match self {
                    $(Self::$variant(content) => map.serialize_entry($kind, content)?,)*
                    Self::Unknown { raw: serde_json::Value::Null, .. } => {}
                    Self::Unknown { kind, raw } => map.serialize_entry(kind, raw)?,
                }
                map.end()
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::tagged::deserialize(deserializer)
            }
        }
    };
}

/// A key or a short word, borrowed from the input when it has no escapes.
impl<'de> Deserialize<'de> for Str<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Word;
        impl<'de> Visitor<'de> for Word {
            type Value = Str<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Str<'de>, E> {
                Ok(Str(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Str<'de>, E> {
                Ok(Str(Cow::Owned(text.to_owned())))
            }
            fn visit_string<E>(self, text: String) -> Result<Str<'de>, E> {
                Ok(Str(Cow::Owned(text)))
            }
        }
        deserializer.deserialize_str(Word)
    }
}
