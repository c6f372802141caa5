//! The table of errors and what follows from it.

use std::collections::HashSet;
use std::time::Duration;

use serde_json::json;
use whatsapp::error::{
    ApiError, CODES, ContactEffect, ErrorBody, ErrorClass, Fault, Retry, Seen, classify, lookup, retry,
};

fn coded(code: i64) -> ApiError {
    ApiError { code, ..ApiError::default() }
}

#[test]
fn the_table_is_in_order_and_without_repetition() {
    for pair in CODES.windows(2) {
        assert!(pair[0].code < pair[1].code, "{} and {}", pair[0].code, pair[1].code);
    }
    assert!(CODES.iter().all(|row| lookup(row.code) == Some(row)));
    assert_eq!(lookup(999), None);
}

#[test]
fn known_codes_mean_what_the_reference_says() {
    use ErrorClass as Class;
    let day = Duration::from_hours(24);
    let cases = [
        (0, Class::TokenInvalid, Retry::Never),
        (1, Class::Temporary, Retry::BackOff),
        (2, Class::Temporary, Retry::BackOff),
        (4, Class::AccountRateLimited, Retry::BackOff),
        (10, Class::PermissionDenied, Retry::Never),
        (100, Class::InvalidRequest, Retry::Never),
        (190, Class::TokenInvalid, Retry::Never),
        (250, Class::PermissionDenied, Retry::Never),
        (368, Class::AccountRestricted, Retry::Never),
        (80_007, Class::AccountRateLimited, Retry::BackOff),
        (130_403, Class::RecipientUnreachable, Retry::Never),
        (130_429, Class::RateLimited, Retry::BackOff),
        (130_472, Class::MarketingExperiment, Retry::Never),
        (131_000, Class::Temporary, Retry::BackOff),
        (131_016, Class::Temporary, Retry::BackOff),
        (131_026, Class::RecipientUnreachable, Retry::Never),
        (131_042, Class::Billing, Retry::Never),
        (131_047, Class::WindowClosed, Retry::Never),
        (131_048, Class::SpamLimited, Retry::After(day)),
        (131_049, Class::MarketingLimit, Retry::After(day)),
        (131_050, Class::OptedOutOfMarketing, Retry::Never),
        (131_056, Class::PairRateLimited, Retry::PairBackOff),
        (131_057, Class::Temporary, Retry::BackOff),
        (131_062, Class::RecipientNeedsPhone, Retry::Never),
        (132_000, Class::TemplateParameters, Retry::Never),
        (132_001, Class::TemplateMissing, Retry::Never),
        (132_015, Class::TemplatePaused, Retry::Never),
        (132_016, Class::TemplateDisabled, Retry::Never),
        (132_069, Class::FlowThrottled, Retry::After(Duration::from_hours(1))),
        (133_004, Class::Temporary, Retry::BackOff),
        (133_010, Class::NotRegistered, Retry::Never),
        (133_016, Class::NumberAdministration, Retry::After(Duration::from_hours(72))),
        (134_101, Class::TemplateSyncing, Retry::After(Duration::from_mins(10))),
        (137_000, Class::IdentityChanged, Retry::Never),
    ];
    for (code, class, expected_retry) in cases {
        assert_eq!(classify(400, &coded(code)), class, "{code}");
        assert_eq!(retry(400, &coded(code)), expected_retry, "{code}");
    }
}

#[test]
fn an_invalid_parameter_is_what_its_subcode_says() {
    let refused = |subcode| ApiError { error_subcode: Some(subcode), ..coded(100) };
    assert_eq!(classify(400, &refused(2_388_039)), ErrorClass::TemplateRefused);
    assert_eq!(classify(400, &refused(999)), ErrorClass::InvalidRequest);
    let throttled = ApiError { error_subcode: Some(2_494_055), ..coded(130_429) };
    assert_eq!(classify(400, &throttled), ErrorClass::RateLimited);
}

#[test]
fn the_table_says_where_a_code_is_met() {
    let cases =
        [(100, Seen::InAnswers), (130_472, Seen::InWebhooks), (131_047, Seen::Anywhere), (137_000, Seen::InWebhooks)];
    for (code, seen) in cases {
        assert_eq!(lookup(code).map(|row| row.seen), Some(seen), "{code}");
    }
    let without_status = CODES.iter().filter(|row| row.http == 0);
    assert!(without_status.filter(|row| row.seen == Seen::InAnswers).all(|row| row.code == 1005));
    assert!(CODES.iter().all(|row| row.sentence().ends_with('.') && !row.title.is_empty()));
}

#[test]
fn unknown_codes_are_judged_by_metas_hints() {
    let transient = ApiError { is_transient: Some(true), ..coded(424_242) };
    let cases = [
        (400, coded(424_242), ErrorClass::Unknown),
        (0, coded(424_242), ErrorClass::Unknown),
        (500, coded(424_242), ErrorClass::Temporary),
        (400, transient, ErrorClass::Temporary),
        (429, coded(-1), ErrorClass::RateLimited),
        (401, coded(-1), ErrorClass::TokenInvalid),
    ];
    for (status, error, expected) in cases {
        assert_eq!(classify(status, &error), expected, "{status} {error:?}");
    }
    assert_eq!(retry(400, &coded(424_242)), Retry::Never);
}

#[test]
fn the_retryable_codes_are_those_of_the_rule_of_thumb() {
    let at_once = |code| matches!(retry(400, &coded(code)), Retry::BackOff | Retry::PairBackOff);
    for code in [1, 2, 4, 80_007, 130_429, 131_000, 131_016, 131_056, 131_057, 133_004] {
        assert!(at_once(code), "{code}");
    }
}

#[test]
fn classes_have_keys_sentences_and_consequences() {
    let keys: HashSet<&str> = ErrorClass::ALL.iter().map(|class| class.key()).collect();
    assert_eq!(keys.len(), ErrorClass::ALL.len());
    for class in ErrorClass::ALL {
        assert_eq!(ErrorClass::from_key(class.key()), Some(*class));
        assert!(class.sentence().ends_with('.'), "{class}");
    }
    let effects = |effect| ErrorClass::ALL.iter().filter(move |class| class.contact_effect() == effect);
    assert_eq!(effects(ContactEffect::Unreachable).collect::<Vec<_>>(), [&ErrorClass::RecipientUnreachable]);
    assert_eq!(effects(ContactEffect::OptedOutOfMarketing).collect::<Vec<_>>(), [&ErrorClass::OptedOutOfMarketing]);
    assert_eq!(ErrorClass::TokenInvalid.fault(), Fault::Account);
    assert_eq!(ErrorClass::WindowClosed.fault(), Fault::Request);
}

#[test]
fn waits_grow_and_end() {
    let seconds = |retry: Retry, attempts| retry.delay(attempts).map(|wait| wait.as_secs());
    assert_eq!([1, 2, 3, 99].map(|n| seconds(Retry::BackOff, n)), [Some(2), Some(4), Some(8), Some(900)]);
    assert_eq!([1, 2, 3, 99].map(|n| seconds(Retry::PairBackOff, n)), [Some(4), Some(16), Some(64), Some(900)]);
    assert_eq!(seconds(Retry::After(Duration::from_hours(24)), 7), Some(86_400));
}

#[test]
fn an_error_is_read_and_written_in_each_of_its_forms() {
    let whole = json!({"error": {
        "message": "(#130429) Rate limit hit", "type": "OAuthException", "code": 130_429,
        "error_data": {"messaging_product": "whatsapp", "details": "Too much"},
        "error_subcode": 2_494_055, "is_transient": false, "fbtrace_id": "A", "error_user_title": "T", "new": 1
    }});
    let body: ErrorBody = serde_json::from_value(whole.clone()).unwrap();
    assert_eq!(body.error.details(), Some("Too much"));
    assert_eq!(body.error.to_string(), "(#130429) Rate limit hit: Too much");
    assert_eq!(serde_json::to_value(&body).unwrap(), whole);

    let plain: ApiError = serde_json::from_value(json!({"code": "100", "error_data": "why", "title": "T"})).unwrap();
    assert_eq!((plain.code, plain.details(), plain.to_string().as_str()), (100, Some("why"), "(#100) T: why"));
    let graphs =
        json!({"code": 100, "message": "(#100) Param pin is wrong.", "error_data": {"details": "Param pin is wrong."}});
    let graphs: ApiError = serde_json::from_value(graphs).unwrap();
    assert_eq!(graphs.to_string(), "(#100) Param pin is wrong.", "nothing is said twice");
    let bare: ApiError = serde_json::from_value(json!({"code": 131_000})).unwrap();
    assert_eq!((bare.details(), bare.to_string().as_str()), (None, "(#131000) error"));
}

#[test]
fn what_is_made_here_reads_like_metas() {
    let refusal = serde_json::to_value(ApiError::new(131_056, "Pair rate limit hit", "Slow down")).unwrap();
    assert_eq!(refusal["message"], "(#131056) Pair rate limit hit");
    assert_eq!(refusal["error_data"]["messaging_product"], "whatsapp");
    let webhook = serde_json::to_value(ApiError::in_webhook(131_047, "Re-engagement message", "24 h")).unwrap();
    assert_eq!(
        (&webhook["title"], &webhook["message"]),
        (&json!("Re-engagement message"), &json!("Re-engagement message"))
    );
}
