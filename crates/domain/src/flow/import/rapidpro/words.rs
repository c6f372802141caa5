//! Their tests of what somebody said, as expressions of ours.

use super::expression;
use super::paths::Known;
use crate::flow::import::choices::quoted;
use crate::text::fold;

/// What is tested.
pub(super) struct Operand {
    pub(super) expression: String,
    /// The customer's last message, rather than something known.
    pub(super) is_reply: bool,
    /// A number by nature: the status of an answer.
    pub(super) is_number: bool,
}

/// The condition, and what it does not say as precisely as theirs.
pub(super) struct Test {
    pub(super) when: String,
    pub(super) remark: Option<&'static str>,
}

const DIGITS: Option<&str> = Some("numbers are compared by their digits");

pub(super) fn condition(
    kind: &str,
    arguments: &[Vec<String>],
    operand: &Operand,
    known: &Known<'_>,
) -> Result<Test, String> {
    let value = &operand.expression;
    let exact = |when: String| Ok(Test { when, remark: None });
    let roughly = |when: String, remark: &'static str| Ok(Test { when, remark: Some(remark) });
    let folded = format!("({value} | fold)");
    let padded = format!("(' ' ~ ({value} | fold) ~ ' ')");
    let first = arguments.first().map(Vec::as_slice).unwrap_or_default();
    match kind {
        "has_any_word" => exact(any(first, |argument| words_in(argument, &padded, " or ", known))?),
        "has_all_words" | "has_phrase_words" => {
            exact(any(first, |argument| words_in(argument, &padded, " and ", known))?)
        }
        "has_phrase" => exact(any(first, |argument| phrase_in(argument, &padded, known))?),
        "has_only_phrase" | "has_only_text" => {
            exact(any(first, |argument| Ok(format!("{folded} == {}", folded_argument(argument, known)?)))?)
        }
        "has_beginning" => {
            exact(any(first, |argument| Ok(format!("{folded} is startingwith {}", folded_argument(argument, known)?)))?)
        }
        "has_text" => exact(format!("({value} | default('', true) | string | trim) != ''")),
        "has_group" => exact(any(arguments.last().map(Vec::as_slice).unwrap_or_default(), |argument| {
            if is_uuid(argument) {
                return Err(format!("the file does not say what the group {argument} is called"));
            }
            Ok(format!("{} in contact.labels", quoted(argument)))
        })?),
        "has_category" => exact(any(&arguments.concat(), |argument| Ok(format!("{value} == {}", quoted(argument))))?),
        "has_number" => roughly(format!("({value} | digits) != ''"), "anything with a digit in it is a number"),
        "has_number_eq" | "has_number_lt" | "has_number_lte" | "has_number_gt" | "has_number_gte" => {
            number(kind, first, operand, known)
        }
        "has_number_between" => between(arguments, operand, known),
        "has_email" => {
            roughly(format!("'@' in {value} and '.' in {value}"), "an @ and a full stop make an e-mail address")
        }
        "has_phone" => roughly(format!("({value} | digits | length) >= 7"), "seven digits make a phone number"),
        "has_image" | "has_video" | "has_audio" | "has_location" if operand.is_reply => {
            exact(format!("message.kind == {}", quoted(kind.trim_start_matches("has_"))))
        }
        "has_file" if operand.is_reply => exact("message.kind == 'document'".to_owned()),
        "has_media" if operand.is_reply => {
            exact("message.kind in ['image', 'video', 'audio', 'document', 'sticker']".to_owned())
        }
        "has_webhook_status" if arguments.concat().iter().any(|status| status == "success") => {
            exact("http.ok".to_owned())
        }
        "has_webhook_status" => exact("not http.ok".to_owned()),
        "has_error" => exact(format!("{value} is none")),
        "has_value" => exact(format!("{value} is not none")),
        other => Err(format!("the test `{other}` has no counterpart")),
    }
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36 && text.split('-').count() == 5 && text.chars().all(|it| it == '-' || it.is_ascii_hexdigit())
}

/// One of several arguments: the same words in several languages.
fn any(arguments: &[String], one: impl Fn(&str) -> Result<String, String>) -> Result<String, String> {
    let mut parts: Vec<String> = arguments.iter().map(|argument| one(argument)).collect::<Result<_, _>>()?;
    parts.sort();
    parts.dedup();
    match parts.as_slice() {
        [] => Err("a test without its argument".to_owned()),
        [one] => Ok(one.clone()),
        several => Ok(several.iter().map(|part| format!("({part})")).collect::<Vec<_>>().join(" or ")),
    }
}

fn words_in(argument: &str, padded: &str, joint: &str, known: &Known<'_>) -> Result<String, String> {
    if !expression::is_constant(argument) {
        return phrase_in(argument, padded, known);
    }
    let words: Vec<String> =
        fold(argument).split_whitespace().map(|word| format!("{} in {padded}", quoted(&format!(" {word} ")))).collect();
    if words.is_empty() { Err(format!("“{argument}” holds no word")) } else { Ok(words.join(joint)) }
}

fn phrase_in(argument: &str, padded: &str, known: &Known<'_>) -> Result<String, String> {
    if expression::is_constant(argument) {
        return Ok(format!("{} in {padded}", quoted(&format!(" {} ", fold(argument)))));
    }
    let argument = folded_argument(argument, known)?;
    Ok(format!("(' ' ~ {argument} ~ ' ') in {padded}"))
}

fn folded_argument(argument: &str, known: &Known<'_>) -> Result<String, String> {
    if expression::is_constant(argument) {
        return Ok(quoted(&fold(argument)));
    }
    Ok(format!("({} | fold)", read(argument, known)?))
}

fn read(argument: &str, known: &Known<'_>) -> Result<String, String> {
    expression::operand(argument, known).map_err(|why| format!("{why} cannot be read here"))
}

fn number(kind: &str, arguments: &[String], operand: &Operand, known: &Known<'_>) -> Result<Test, String> {
    let sign = match kind {
        "has_number_eq" => "==",
        "has_number_lt" => "<",
        "has_number_lte" => "<=",
        "has_number_gt" => ">",
        _ => ">=",
    };
    let when = any(arguments, |argument| compare(operand, sign, argument, known))?;
    Ok(Test { when, remark: if operand.is_number { None } else { DIGITS } })
}

fn between(arguments: &[Vec<String>], operand: &Operand, known: &Known<'_>) -> Result<Test, String> {
    let [least, most] = arguments else { return Err("a range without its two ends".to_owned()) };
    let (least, most) = (least.first().map_or("", String::as_str), most.first().map_or("", String::as_str));
    let when = format!("({} and {})", compare(operand, ">=", least, known)?, compare(operand, "<=", most, known)?);
    Ok(Test { when, remark: if operand.is_number { None } else { DIGITS } })
}

fn compare(operand: &Operand, sign: &str, argument: &str, known: &Known<'_>) -> Result<String, String> {
    let argument = argument.trim();
    let value = &operand.expression;
    let number = match argument.parse::<f64>() {
        Ok(number) if number.is_finite() => argument.trim_start_matches('+').to_owned(),
        _ if expression::is_constant(argument) => return Err(format!("“{argument}” is no number")),
        _ => format!("({} | float(''))", read(argument, known)?),
    };
    // What is compared with may be a text that is no number: then nothing is more or less than it.
    let is_one = if number.ends_with("float(''))") { format!("{number} is number and ") } else { String::new() };
    if operand.is_number {
        return Ok(format!("({is_one}{value} {sign} {number})"));
    }
    // `opción 1` answers as well as `1` does.
    Ok(format!("({is_one}({value} | digits) != '' and ({value} | digits | float) {sign} {number})"))
}
