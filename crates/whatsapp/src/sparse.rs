//! Objects of which any field may be missing: answers, of which Meta gives what was asked for, and updates, which say
//! only what is to change.

/// Declares such a struct. Every field is optional and written only when it is set; unknown fields are kept in `extra`.
macro_rules! sparse {
    ($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
        #[serde(default)]
        pub struct $name {
            $(
                $(#[$field_meta])*
                #[serde(skip_serializing_if = "Option::is_none")]
                pub $field: Option<$type>,
            )*
            /// Fields this version does not know.
            #[serde(flatten)]
            pub extra: $crate::Extra,
        }
    };
}
