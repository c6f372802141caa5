//! Tests of one value: a field of a contact, a property of an event, or a text column.

use super::compile::{Compiler, not};
use crate::Engine;
use crate::fragment::Fragment;
use crate::sql::Arg;
use domain::segment::value::{Number, Scalar, ValueTest};

/// Where a value stands.
pub(super) enum Value {
    Text(Fragment),
    /// The value as text, the word for its kind, and the value as JSON.
    Json {
        text: Fragment,
        kind: Fragment,
        json: Fragment,
    },
}

impl Compiler<'_> {
    /// A member of a JSON object. Both engines read what is absent as NULL.
    pub(super) fn json_value(&mut self, column: &'static str, name: &str) -> Value {
        let column = Fragment::new(column);
        let (text, kind, json, name) = match self.engine {
            Engine::Sqlite => ("({} ->> {})", "json_type({}, {})", "json_type({}, {})", format!("$.\"{name}\"")),
            Engine::Postgres => ("({} ->> {})", "jsonb_typeof({} -> {})", "({} -> {})", name.to_owned()),
        };
        let name = self.bindings.bind(name);
        let of = |template| Fragment::filled(template, &[&column, &name]);
        Value::Json { text: of(text), kind: of(kind), json: of(json) }
    }

    pub(super) fn test(&mut self, value: &Value, test: &ValueTest) -> Fragment {
        match test {
            ValueTest::Is(wanted) => self.one_of(value, std::slice::from_ref(wanted)),
            ValueTest::IsNot(unwanted) => not(&self.one_of(value, std::slice::from_ref(unwanted))),
            ValueTest::IsOneOf(wanted) => self.one_of(value, wanted),
            ValueTest::Contains(part) => self.like(value, format!("%{}%", literal(part))),
            ValueTest::StartsWith(part) => self.like(value, format!("{}%", literal(part))),
            ValueTest::Over(limit) => self.compared(value, "{} > {}", *limit),
            ValueTest::Under(limit) => self.compared(value, "{} < {}", *limit),
            ValueTest::AtLeast(limit) => self.compared(value, "{} >= {}", *limit),
            ValueTest::AtMost(limit) => self.compared(value, "{} <= {}", *limit),
            ValueTest::Since(_) | ValueTest::Before(_) | ValueTest::InLastDays(_) | ValueTest::InNextDays(_) => {
                self.dated(value, test)
            }
            ValueTest::Known(true) => self.known(value),
            ValueTest::Known(false) => not(&self.known(value)),
        }
    }

    /// Texts are compared by their bytes, as SQLite does and as no language does.
    pub(super) fn bytewise(&self, text: &Fragment) -> Fragment {
        match self.engine {
            Engine::Sqlite => text.clone(),
            Engine::Postgres => Fragment::filled("({} COLLATE \"C\")", &[text]),
        }
    }

    fn one_of(&mut self, value: &Value, wanted: &[Scalar]) -> Fragment {
        let (mut texts, mut numbers, mut ways) = (Vec::new(), Vec::new(), Vec::new());
        for wanted in wanted {
            match wanted {
                Scalar::Text(text) => texts.push(self.bindings.bind(text.to_ascii_lowercase())),
                Scalar::Number(Number(number)) => numbers.push(self.bindings.bind(Arg::Float(*number))),
                Scalar::Boolean(wanted) => ways.extend(self.boolean(value, *wanted)),
            }
        }
        if !texts.is_empty() {
            let (text, is_text) = (self.lower(value), self.is_text(value));
            let texts = Fragment::joined(&texts, ", ");
            ways.push(Fragment::filled("({} IN ({}) AND {})", &[&text, &texts, &is_text]));
        }
        if let Some(number) = self.number(value).filter(|_| !numbers.is_empty()) {
            let numbers = Fragment::joined(&numbers, ", ");
            ways.push(Fragment::filled("({} IN ({}))", &[&number, &numbers]));
        }
        if ways.is_empty() {
            return Fragment::new("FALSE");
        }
        Fragment::filled("({})", &[&Fragment::joined(&ways, " OR ")])
    }

    fn boolean(&self, value: &Value, wanted: bool) -> Option<Fragment> {
        let Value::Json { json, .. } = value else { return None };
        let is = match (self.engine, wanted) {
            (Engine::Sqlite, true) => "({} = 'true')",
            (Engine::Sqlite, false) => "({} = 'false')",
            (Engine::Postgres, true) => "({} = CAST('true' AS JSONB))",
            (Engine::Postgres, false) => "({} = CAST('false' AS JSONB))",
        };
        Some(Fragment::filled(is, &[json]))
    }

    fn like(&mut self, value: &Value, pattern: String) -> Fragment {
        let (text, is_text) = (self.lower(value), self.is_text(value));
        let pattern = self.bindings.bind(pattern);
        Fragment::filled("({} LIKE {} ESCAPE '!' AND {})", &[&text, &pattern, &is_text])
    }

    fn compared(&mut self, value: &Value, compare: &'static str, limit: Number) -> Fragment {
        let limit = self.bindings.bind(Arg::Float(limit.0));
        match self.number(value) {
            Some(number) => Fragment::filled("({})", &[&Fragment::filled(compare, &[&number, &limit])]),
            None => Fragment::new("FALSE"),
        }
    }

    fn dated(&mut self, value: &Value, test: &ValueTest) -> Fragment {
        let text = self.bytewise(value.text());
        let range = test.dates(self.now).unwrap_or_default();
        let mut such = vec![Fragment::filled("{} LIKE '____-__-__%'", &[&text])];
        for (compare, bound) in [("{} >= {}", range.from), ("{} < {}", range.before)] {
            such.extend(bound.map(|bound| Fragment::filled(compare, &[&text, &self.bindings.bind(bound)])));
        }
        such.push(self.is_text(value));
        Fragment::filled("({})", &[&Fragment::joined(&such, " AND ")])
    }

    fn known(&self, value: &Value) -> Fragment {
        let Value::Json { text, kind, .. } = value else {
            return Fragment::filled("(trim({}) <> '')", &[value.text()]);
        };
        let known = match self.engine {
            Engine::Sqlite => "(COALESCE({}, 'null') NOT IN ('null', 'text') OR ({} = 'text' AND trim({}) <> ''))",
            Engine::Postgres => {
                "(COALESCE({}, 'null') NOT IN ('null', 'string') OR ({} = 'string' AND trim({}) <> ''))"
            }
        };
        Fragment::filled(known, &[kind, kind, text])
    }

    /// The letters from A to Z in lower case, and no others, whatever the database's language is.
    fn lower(&self, value: &Value) -> Fragment {
        Fragment::filled("lower({})", &[&self.bytewise(value.text())])
    }

    fn is_text(&self, value: &Value) -> Fragment {
        match (value, self.engine) {
            (Value::Text(_), _) => Fragment::new("TRUE"),
            (Value::Json { kind, .. }, Engine::Sqlite) => Fragment::filled("{} = 'text'", &[kind]),
            (Value::Json { kind, .. }, Engine::Postgres) => Fragment::filled("{} = 'string'", &[kind]),
        }
    }

    /// NULL when it is none. The order of `CASE` is the only one that PostgreSQL keeps: what is no number is never cast.
    fn number(&self, value: &Value) -> Option<Fragment> {
        let Value::Json { text, kind, .. } = value else { return None };
        let number = match self.engine {
            Engine::Sqlite => "CASE WHEN {} IN ('integer', 'real') THEN CAST({} AS DOUBLE PRECISION) END",
            Engine::Postgres => "CASE WHEN {} = 'number' THEN CAST({} AS DOUBLE PRECISION) END",
        };
        Some(Fragment::filled(number, &[kind, text]))
    }
}

impl Value {
    fn text(&self) -> &Fragment {
        match self {
            Self::Text(text) | Self::Json { text, .. } => text,
        }
    }
}

/// A text that `LIKE` takes letter by letter.
fn literal(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for sign in text.to_ascii_lowercase().chars() {
        if matches!(sign, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(sign);
    }
    pattern
}
