//! What a mapping may hold: the keys that are read, and the JSON Schema that editors check them with, from one list.

use serde_json::{Map, Value, json};

/// A mapping: its keys, and which of them exclude each other.
#[derive(Debug)]
pub struct Shape {
    /// Its name in the schema: `code`.
    pub name: &'static str,
    /// What it is, for the schema.
    pub about: &'static str,
    /// All keys that it may have.
    pub keys: &'static [Key],
    /// Keys of which exactly one has to be there; none where there is no such choice.
    pub exactly_one: &'static [&'static str],
    /// Keys of which at most one may be there.
    pub at_most_one: &'static [&'static str],
}

/// A key of a mapping.
#[derive(Debug)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What it means, in one sentence.
    pub about: &'static str,
    /// What its value is.
    pub kind: Kind,
    /// Whether it has to be there.
    pub is_required: bool,
    /// Whether it may stand there without a value.
    pub may_be_empty: bool,
}

/// What a value is.
#[derive(Debug)]
pub enum Kind {
    /// A text; also what YAML takes for a number or for `true`, because it is read as it is written.
    Text,
    /// A text that fits a regular expression.
    TextLike(&'static str),
    /// A text that fits a regular expression, as whole numbers and `true` do.
    Name(&'static str),
    /// `true` or `false`.
    Flag,
    /// A whole number from 0 to this.
    Number(u32),
    /// One of these words.
    Choice(fn() -> Vec<&'static str>),
    /// A mapping of any names to texts.
    Texts,
    /// A mapping of any names to one of these words.
    Choices(fn() -> Vec<&'static str>),
    /// A list, which may be empty.
    List(&'static Kind),
    /// A list of at least so many.
    ListOf(usize, &'static Kind),
    /// A mapping.
    Map(&'static Shape),
    /// One of these.
    Either(&'static [Kind]),
}

impl Key {
    /// A key that may be left out, or left without a value.
    #[must_use]
    pub const fn optional(name: &'static str, kind: Kind, about: &'static str) -> Self {
        Self {
            name,
            about,
            kind,
            is_required: false,
            may_be_empty: true,
        }
    }

    /// A key that may be left out; where it is given it has a value.
    #[must_use]
    pub const fn given(name: &'static str, kind: Kind, about: &'static str) -> Self {
        Self {
            may_be_empty: false,
            ..Self::optional(name, kind, about)
        }
    }

    /// A key that has to be there.
    #[must_use]
    pub const fn required(name: &'static str, kind: Kind, about: &'static str) -> Self {
        Self {
            name,
            about,
            kind,
            is_required: true,
            may_be_empty: false,
        }
    }
}

impl Shape {
    /// A mapping of these keys, none of which excludes another.
    #[must_use]
    pub const fn new(name: &'static str, about: &'static str, keys: &'static [Key]) -> Self {
        Self {
            name,
            about,
            keys,
            exactly_one: &[],
            at_most_one: &[],
        }
    }

    /// The names of its keys, in order.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.keys.iter().map(|key| key.name)
    }

    /// The JSON Schema of a file that is such a mapping: draft 7, which editors know best.
    #[must_use]
    pub fn schema(&self, title: &str) -> Value {
        let mut definitions = Map::new();
        let mut schema = self.object(&mut definitions);
        schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
        schema["title"] = json!(title);
        schema["definitions"] = Value::Object(definitions);
        schema
    }

    fn object(&self, definitions: &mut Map<String, Value>) -> Value {
        let mut properties = Map::new();
        for key in self.keys {
            let mut value = key.kind.schema(definitions, key.may_be_empty);
            if value.get("$ref").is_some() {
                // Beside a reference draft 7 reads nothing.
                value = json!({"allOf": [value]});
            }
            value["description"] = json!(key.about);
            properties.insert(key.name.to_owned(), value);
        }
        let required: Vec<&str> = self
            .keys
            .iter()
            .filter(|key| key.is_required)
            .map(|key| key.name)
            .collect();
        let mut object = json!({
            "type": "object",
            "description": self.about,
            "additionalProperties": false,
            "properties": properties,
        });
        if !required.is_empty() {
            object["required"] = json!(required);
        }
        if !self.exactly_one.is_empty() {
            object["oneOf"] = self
                .exactly_one
                .iter()
                .map(|key| json!({"required": [key]}))
                .collect();
        }
        if !self.at_most_one.is_empty() {
            object["not"] = json!({"required": self.at_most_one});
        }
        object
    }
}

impl Kind {
    /// The schema of a value. A key that may be left out may also be left without a value.
    fn schema(&self, definitions: &mut Map<String, Value>, may_be_empty: bool) -> Value {
        let types = |types: &[&str]| -> Value {
            let empty = may_be_empty.then_some("null");
            types.iter().copied().chain(empty).collect()
        };
        let or_empty = |schema: Value| {
            if may_be_empty {
                json!({"anyOf": [schema, {"type": "null"}]})
            } else {
                schema
            }
        };
        match self {
            Kind::Text => json!({"type": types(&["string", "number", "boolean"])}),
            Kind::TextLike(pattern) => json!({"type": types(&["string"]), "pattern": pattern}),
            Kind::Name(pattern) => {
                json!({"type": types(&["string", "integer", "boolean"]), "pattern": pattern})
            }
            Kind::Flag => json!({"type": "boolean"}),
            Kind::Number(most) => json!({"type": "integer", "minimum": 0, "maximum": most}),
            Kind::Choice(words) => json!({"enum": words()}),
            Kind::Texts => json!({
                "type": types(&["object"]),
                "additionalProperties": {"type": ["string", "number", "boolean"]},
            }),
            Kind::Choices(words) => {
                // Some readers of YAML take `off` for `false`.
                let words: Vec<Value> = words()
                    .into_iter()
                    .map(|word| json!(word))
                    .chain([json!(false)])
                    .collect();
                json!({"type": types(&["object"]), "additionalProperties": {"enum": words}})
            }
            Kind::List(item) => {
                json!({"type": ["array", "null"], "items": item.schema(definitions, false)})
            }
            Kind::ListOf(least, item) => {
                json!({"type": types(&["array"]), "minItems": least, "items": item.schema(definitions, false)})
            }
            Kind::Map(shape) => {
                if !definitions.contains_key(shape.name) {
                    // Its place is kept while it is made, because it may hold itself.
                    definitions.insert(shape.name.to_owned(), Value::Null);
                    let object = shape.object(definitions);
                    definitions.insert(shape.name.to_owned(), object);
                }
                or_empty(json!({"$ref": format!("#/definitions/{}", shape.name)}))
            }
            Kind::Either(kinds) => {
                let kinds: Vec<Value> = kinds
                    .iter()
                    .map(|kind| kind.schema(definitions, false))
                    .collect();
                or_empty(json!({"anyOf": kinds}))
            }
        }
    }
}
