//! The parts a screen of a Flow is made of, and what each must have.

/// A kind of part.
pub(super) struct Component {
    pub kind: &'static str,
    /// What it cannot be without.
    pub required: &'static [&'static str],
    /// Whether the customer gives a value with it, under its `name`.
    pub is_input: bool,
}

const fn shows(kind: &'static str, required: &'static [&'static str]) -> Component {
    Component { kind, required, is_input: false }
}

const fn asks(kind: &'static str, required: &'static [&'static str]) -> Component {
    Component { kind, required, is_input: true }
}

const COMPONENTS: &[Component] = &[
    shows("TextHeading", &["text"]),
    shows("TextSubheading", &["text"]),
    shows("TextBody", &["text"]),
    shows("TextCaption", &["text"]),
    shows("RichText", &["text"]),
    asks("TextInput", &["label", "name"]),
    asks("TextArea", &["label", "name"]),
    asks("CheckboxGroup", &["data-source", "name"]),
    asks("RadioButtonsGroup", &["data-source", "name"]),
    asks("Dropdown", &["label", "data-source", "name"]),
    asks("ChipsSelector", &["label", "data-source", "name"]),
    asks("OptIn", &["label", "name"]),
    asks("DatePicker", &["label", "name"]),
    asks("CalendarPicker", &["name"]),
    asks("PhotoPicker", &["name", "label"]),
    asks("DocumentPicker", &["name", "label"]),
    shows("EmbeddedLink", &["text", "on-click-action"]),
    shows("NavigationList", &["name", "list-items"]),
    shows("Image", &["src"]),
    shows("ImageCarousel", &["images"]),
    shows("Footer", &["label", "on-click-action"]),
    shows("Form", &["name", "children"]),
    shows("If", &["condition", "then"]),
    shows("Switch", &["value", "cases"]),
];

pub(super) fn find(kind: &str) -> Option<&'static Component> {
    COMPONENTS.iter().find(|component| component.kind == kind)
}
