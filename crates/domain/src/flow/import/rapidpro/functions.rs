//! Operators and functions of their formulas, and the filters of before version 8.
//!
//! What customers write is a text here, also when it is a number; there it becomes one as soon as somebody reckons with
//! it. What is no number counts as 0 in a sum, and is neither more nor less than anything.

/// An expression of ours.
#[derive(Clone, Debug)]
pub(super) struct Term {
    source: String,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Or anything else: what it is shows only when it runs.
    Text,
    Whole,
    Number,
}

impl Term {
    pub(super) fn text(source: impl Into<String>) -> Self {
        Self { source: source.into(), kind: Kind::Text }
    }

    pub(super) fn literal(number: &str) -> Self {
        let kind = if number.contains('.') { Kind::Number } else { Kind::Whole };
        Self { source: number.to_owned(), kind }
    }

    fn number(source: String) -> Self {
        Self { source, kind: Kind::Number }
    }

    fn whole(source: String) -> Self {
        Self { source, kind: Kind::Whole }
    }

    pub(super) fn bracketed(self) -> Self {
        Self { source: format!("({})", self.source), kind: self.kind }
    }

    pub(super) fn negative(&self) -> Result<Self, String> {
        let kind = if self.kind == Kind::Whole { Kind::Whole } else { Kind::Number };
        Ok(Self { source: format!("-{}", self.counted()?), kind })
    }

    /// As it is said: 42 rather than 42.0.
    pub(super) fn said(&self) -> String {
        if self.kind == Kind::Number && self.source.parse::<f64>().is_err() {
            return format!("(({} ~ ';') | replace('.0;', '') | replace(';', ''))", self.source);
        }
        self.source.clone()
    }

    /// As a number; 0 for what is none, which would stop the flow otherwise.
    fn counted(&self) -> Result<String, String> {
        match self.kind {
            Kind::Text if self.is_day() => Err("a sum with days".to_owned()),
            Kind::Text => Ok(format!("({} | float(0))", self.source)),
            Kind::Whole | Kind::Number => Ok(self.source.clone()),
        }
    }

    fn is_day(&self) -> bool {
        self.source.trim_start_matches('(').starts_with("now.date")
    }

    /// As a number, and what has to hold for it to be one.
    fn compared(&self) -> (String, Option<String>) {
        if self.kind != Kind::Text {
            return (self.source.clone(), None);
        }
        let number = format!("({} | float(''))", self.source);
        let is_one = format!("{number} is number");
        (number, Some(is_one))
    }
}

pub(super) fn operation(left: &Term, sign: &str, right: &Term) -> Result<Term, String> {
    let is_number = left.kind != Kind::Text || right.kind != Kind::Text;
    match sign {
        "~" => Ok(Term::text(format!("({} ~ {})", left.said(), right.said()))),
        "==" | "!=" if is_number => Ok(Term::text(format!("({} {sign} {})", left.compared().0, right.compared().0))),
        "<" | ">" | "<=" | ">=" if !left.is_day() && !right.is_day() => Ok(Term::text(ordered(left, sign, right))),
        "==" | "!=" | "<" | ">" | "<=" | ">=" => Ok(Term::text(format!("({} {sign} {})", left.source, right.source))),
        _ => {
            let source = format!("({} {sign} {})", left.counted()?, right.counted()?);
            let is_whole = left.kind == Kind::Whole && right.kind == Kind::Whole && matches!(sign, "+" | "-" | "*");
            Ok(if is_whole { Term::whole(source) } else { Term::number(source) })
        }
    }
}

fn ordered(left: &Term, sign: &str, right: &Term) -> String {
    let ((left, left_is_one), (right, right_is_one)) = (left.compared(), right.compared());
    let compared = format!("{left} {sign} {right}");
    let parts: Vec<String> = left_is_one.into_iter().chain(right_is_one).chain([compared]).collect();
    format!("({})", parts.join(" and "))
}

pub(super) fn function(name: &str, arguments: &[Term]) -> Result<Term, String> {
    let said: Vec<String> = arguments.iter().map(Term::said).collect();
    let said: Vec<&str> = said.iter().map(String::as_str).collect();
    let filter = |filter: &str, value: &str| Ok(Term::text(format!("({value} | {filter})")));
    let reckoned = |filter: &str, value: &Term| Ok(Term::number(format!("({} | {filter})", value.counted()?)));
    match (name, arguments) {
        ("abs", [value]) => return reckoned("abs", value),
        ("number", [value]) => return Ok(Term::number(value.counted()?)),
        ("round" | "fixed" | "format_number", [value]) => return reckoned("round", value),
        ("round" | "fixed" | "format_number", [value, digits, ..]) => {
            return reckoned(&format!("round({})", digits.source), value);
        }
        ("max" | "min", [_, ..]) => {
            let numbers: Vec<String> = arguments.iter().map(Term::counted).collect::<Result<_, _>>()?;
            return Ok(Term::number(format!("([{}] | {name})", numbers.join(", "))));
        }
        _ => {}
    }
    match (name, said.as_slice()) {
        ("upper" | "lower" | "title" | "trim", [value]) => filter(name, value),
        ("proper", [value]) => filter("title", value),
        ("text_length" | "len" | "count", [value]) => Ok(Term::whole(format!("({value} | length)"))),
        ("url_encode" | "urlencode", [value]) => filter("urlencode", value),
        ("text" | "format_urn" | "clean", [value]) => filter("string", value),
        ("default", [value, otherwise]) => filter(&format!("default({otherwise}, true)"), value),
        ("if", [condition, value, otherwise]) => Ok(Term::text(format!("({value} if {condition} else {otherwise})"))),
        ("if", [condition, value]) => Ok(Term::text(format!("({value} if {condition} else '')"))),
        ("and" | "or", [_, ..]) => Ok(Term::text(format!("({})", said.join(&format!(" {name} "))))),
        ("not", [value]) => Ok(Term::text(format!("(not {value})"))),
        ("concatenate", [_, ..]) => Ok(Term::text(format!("({})", said.join(" ~ ")))),
        ("replace" | "substitute", [value, old, new]) => filter(&format!("replace({old}, {new})"), value),
        ("first_word", [value]) => Ok(Term::text(format!("(({value} ~ ' ') | split(' ') | first)"))),
        ("remove_first_word", [value]) => {
            Ok(Term::text(format!("((({value} ~ ' ') | trim ~ ' ') | split(' ', 1) | last | trim)")))
        }
        ("join", [list, separator]) => filter(&format!("join({separator})"), list),
        ("is_error", [value]) => Ok(Term::text(format!("({value} is none)"))),
        ("today", []) => Ok(Term::text("now.date")),
        ("now", []) => Ok(Term::text("(now.date ~ ' ' ~ now.time)")),
        ("weekday", [_]) => Ok(Term::whole("now.weekday".to_owned())),
        _ => Err(format!("the function `{name}`")),
    }
}

/// The filters there were before version 8, with ours where there is one.
const FILTERS: [(&str, Option<&str>); 8] = [
    ("upper_case", Some("upper")),
    ("lower_case", Some("lower")),
    ("capitalize", Some("capitalize")),
    ("title_case", Some("title")),
    ("first_word", None),
    ("remove_first_word", None),
    ("read_digits", None),
    ("time_delta", None),
];

/// The filters that stand here, as they are written: a `|` before anything else is an ordinary one.
pub(super) fn filters_at(text: &str) -> &str {
    let mut end = 0;
    while let Some(rest) = text.get(end..).and_then(|rest| rest.strip_prefix('|')) {
        let length = rest.find(|it: char| !it.is_ascii_alphabetic() && it != '_').unwrap_or(rest.len());
        let (name, after) = rest.split_at(length);
        if !FILTERS.iter().any(|(filter, _)| *filter == name) {
            break;
        }
        let argument = after.strip_prefix(":\"").and_then(|argument| argument.find('"')).map_or(0, |quote| quote + 3);
        end += 1 + length + argument;
    }
    text.get(..end).unwrap_or_default()
}

/// A value through one of those filters.
pub(super) fn filtered(value: String, filter: &str) -> Result<String, String> {
    let name = filter.split(':').next().unwrap_or_default();
    match FILTERS.iter().find(|(theirs, _)| *theirs == name) {
        Some((_, Some(ours))) => Ok(format!("({value} | {ours})")),
        Some(_) if name.ends_with("first_word") => function(name, &[Term::text(value)]).map(|term| term.source),
        _ => Err(format!("the filter `{name}`")),
    }
}
