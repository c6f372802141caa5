//! Templates.

use serde_json::json;
use whatsapp::client::{
    LibraryButton, LibraryFilter, LibraryUrl, NewLibraryTemplate, PreviewQuery, TemplateEdit, TemplateFilter,
    TemplateMigration, UpsertTemplates,
};
use whatsapp::endpoint;
use whatsapp::template::{Category, Component, NewTemplate, ReviewStatus};

use crate::support::Sent::{Json, Nothing};
use crate::support::{Case, call, case, list};

const FIELDS: &str = "id,name,language,status,category,parameter_format,components,quality_score,rejected_reason";

pub fn cases() -> Vec<Case> {
    [submission_cases(), change_cases(), bulk_cases()].into_iter().flatten().collect()
}

fn submission_cases() -> Vec<Case> {
    let record = json!({
        "id": "1", "name": "cita", "language": "es", "status": "APPROVED", "category": "UTILITY",
        "components": [{"type": "BODY", "text": "Hola"}], "quality_score": {"score": "GREEN"}, "correct_category": "UTILITY",
    });
    let listing: &'static str = format!("GET /v26.0/102/message_templates?fields={FIELDS}&name=cita&status=APPROVED&category=UTILITY&language=es&quality_score=GREEN&source=AUTO_GENERATED&limit=3&after=W").leak();
    let single: &'static str = format!("GET /v26.0/1?fields={FIELDS},previous_category,correct_category,last_updated_time,health_status,message_send_ttl_seconds,cta_url_link_tracking_opted_out,library_template_name").leak();
    vec![
        case(
            &endpoint::LIST_TEMPLATES,
            listing,
            Nothing,
            json!({"data": [record], "paging": {"cursors": {"after": "X"}}}),
            list!(c, t, filter = TemplateFilter {
                    name: Some("cita".into()),
                    status: Some(ReviewStatus::Approved),
                    category: Some(Category::Utility),
                    language: Some("es".into()),
                    quality_score: Some("GREEN".into()),
                    source: Some("AUTO_GENERATED".into()),
                } => c.templates("102", &t, &filter).limit(3).after("W")),
        )
        .giving_data(),
        case(&endpoint::GET_TEMPLATE, single, Nothing, record, call!(c, t => c.template("1", &t))),
        case(
            &endpoint::CREATE_TEMPLATE,
            "POST /v26.0/102/message_templates",
            Json(json!({
                "name": "cita", "language": "es", "category": "UTILITY",
                "components": [{"type": "BODY", "text": "Hola {{1}}.", "example": {"body_text": [["Ana"]]}}],
            })),
            json!({"id": "1", "status": "PENDING", "category": "MARKETING"}),
            call!(c, t, template = NewTemplate::new("cita", "es", Category::Utility).with(Component::body("Hola {{1}}.", ["Ana"])) => c.create_template("102", &t, &template)),
        ),
        case(
            &endpoint::CREATE_TEMPLATE,
            "POST /v26.0/102/message_templates",
            Json(json!({
                "name": "entrega", "language": "es", "category": "UTILITY", "library_template_name": "delivery_update_1",
                "library_template_button_inputs": [
                    {"type": "URL", "url": {"base_url": "https://e.x/{{1}}", "url_suffix_example": "https://e.x/a"}},
                ],
            })),
            json!({"id": "1", "status": "APPROVED", "category": "UTILITY"}),
            call!(c, t, url = LibraryUrl {
                    base_url: Some("https://e.x/{{1}}".into()),
                    url_suffix_example: Some("https://e.x/a".into()),
                    ..LibraryUrl::default()
                }, button = LibraryButton { kind: Some("URL".into()), url: Some(url), ..LibraryButton::default() }, template = NewLibraryTemplate {
                    name: "entrega".into(),
                    language: "es".into(),
                    category: Category::Utility,
                    library_template_name: "delivery_update_1".into(),
                    library_template_button_inputs: vec![button],
                    library_template_body_inputs: None,
                } => c.create_library_template("102", &t, &template)),
        ),
    ]
}

fn change_cases() -> Vec<Case> {
    let success = json!({"success": true});
    vec![
        case(
            &endpoint::EDIT_TEMPLATE,
            "POST /v26.0/1",
            Json(json!({"category": "MARKETING", "message_send_ttl_seconds": 60})),
            success.clone(),
            call!(c, t, edit = TemplateEdit {
                    category: Some(Category::Marketing),
                    message_send_ttl_seconds: Some(60),
                    ..TemplateEdit::default()
                } => c.edit_template("1", &t, &edit)),
        ),
        case(
            &endpoint::DELETE_TEMPLATES,
            "DELETE /v26.0/102/message_templates?name=cita",
            Nothing,
            success.clone(),
            call!(c, t => c.delete_template("102", &t, "cita")),
        ),
        case(
            &endpoint::DELETE_TEMPLATES,
            "DELETE /v26.0/102/message_templates?name=cita&hsm_id=1",
            Nothing,
            success.clone(),
            call!(c, t => c.delete_template_language("102", &t, "cita", "1")),
        ),
        case(
            &endpoint::DELETE_TEMPLATES,
            r#"DELETE /v26.0/102/message_templates?hsm_ids=["1","2"]"#,
            Nothing,
            success.clone(),
            call!(c, t => c.delete_templates("102", &t, &["1", "2"])),
        ),
        case(
            &endpoint::UNPAUSE_TEMPLATE,
            "POST /v26.0/1/unpause",
            Nothing,
            success,
            call!(c, t => c.unpause_template("1", &t)),
        ),
        case(
            &endpoint::COMPARE_TEMPLATES,
            "GET /v26.0/1/compare?template_ids=[2]&start=10&end=20",
            Nothing,
            json!({"data": [
                {"metric": "BLOCK_RATE", "type": "RELATIVE", "order_by_relative_metric": ["1", "2"]},
                {"metric": "MESSAGE_SENDS", "type": "NUMBER_VALUES", "number_values": [{"key": "1", "value": 5.0}]},
                {"metric": "TOP_BLOCK_REASON", "type": "STRING_VALUES", "string_values": [{"key": "1", "value": "SPAM"}]},
            ]}),
            call!(c, t => c.compare_templates("1", &t, "2", 10, 20)),
        ),
    ]
}

fn bulk_cases() -> Vec<Case> {
    vec![
        case(
            &endpoint::UPSERT_TEMPLATES,
            "POST /v26.0/102/upsert_message_templates",
            Json(json!({
                "name": "codigo", "languages": ["es", "en_US"], "category": "AUTHENTICATION", "components": [],
            })),
            json!({"data": [{"id": "1", "status": "APPROVED", "language": "es"}]}),
            call!(c, t, templates = UpsertTemplates {
                    name: "codigo".into(),
                    languages: vec!["es".into(), "en_US".into()],
                    category: Category::Authentication,
                    message_send_ttl_seconds: None,
                    components: vec![],
                } => c.upsert_templates("102", &t, &templates)),
        ),
        case(
            &endpoint::PREVIEW_TEMPLATES,
            "GET /v26.0/102/message_template_previews?category=AUTHENTICATION&languages=es,en_US&add_security_recommendation=true&code_expiration_minutes=10&button_types=OTP",
            Nothing,
            json!({"data": [{"language": "es", "body": "*{{1}}* es tu código.", "buttons": [{"type": "OTP"}]}]}),
            call!(c, t, query = PreviewQuery {
                    languages: vec!["es".into(), "en_US".into()],
                    add_security_recommendation: Some(true),
                    code_expiration_minutes: Some(10),
                } => c.preview_templates("102", &t, &query)),
        ),
        case(
            &endpoint::LIST_TEMPLATE_LIBRARY,
            "GET /v26.0/message_template_library?search=envío&topic=ORDER_MANAGEMENT&language=es",
            Nothing,
            json!({"data": [{"id": "3", "name": "delivery_update_1", "category": "UTILITY", "body_param_types": ["TEXT"]}]}),
            list!(c, t, filter = LibraryFilter {
                    search: Some("envío".into()),
                    topic: Some("ORDER_MANAGEMENT".into()),
                    language: Some("es".into()),
                    ..LibraryFilter::default()
                } => c.template_library(&t, &filter)),
        )
        .giving_data(),
        case(
            &endpoint::ARCHIVE_TEMPLATES,
            "POST /102/message_templates/archive",
            Json(json!({"hsm_ids": ["1", "2"]})),
            json!({"archived_templates": ["1"], "failed_templates": {"2": "no"}}),
            call!(c, t => c.archive_templates("102", &t, &["1", "2"])),
        ),
        case(
            &endpoint::UNARCHIVE_TEMPLATES,
            "POST /102/message_templates/unarchive",
            Json(json!({"hsm_ids": ["1"]})),
            json!({"unarchived_templates": ["1"], "failed_templates": {}}),
            call!(c, t => c.unarchive_templates("102", &t, &["1"])),
        ),
        case(
            &endpoint::MIGRATE_TEMPLATES,
            "POST /v26.0/102/migrate_message_templates",
            Json(json!({"source_waba_id": "101", "page_number": 0, "count": 500})),
            json!({"migrated_templates": ["1"], "failed_templates": {}}),
            call!(c, t, migration = TemplateMigration { source_waba_id: "101".into(), page_number: Some(0), count: Some(500) } => c.migrate_templates("102", &t, &migration)),
        ),
    ]
}
