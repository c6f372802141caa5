//! WhatsApp Flows.

use serde_json::json;
use whatsapp::client::MetricQuery;
use whatsapp::endpoint;
use whatsapp::flow::{FlowCategory, FlowMigration, FlowUpdate, NewFlow};

use crate::support::Sent::{Json, Nothing, Parts};
use crate::support::{Case, call, case, list};

const READ: &str = "GET /v26.0/5?fields=id,name,status,categories,validation_errors,json_version,data_api_version,endpoint_uri,preview.invalidate(false),whatsapp_business_account,application,health_status";

pub fn cases() -> Vec<Case> {
    [flow_cases(), change_cases(), key_cases()].into_iter().flatten().collect()
}

fn flow_cases() -> Vec<Case> {
    let flow = json!({
        "id": "5", "name": "cita", "status": "DRAFT", "categories": ["APPOINTMENT_BOOKING", "NEW_CATEGORY"],
        "validation_errors": [], "preview": {"preview_url": "https://p", "expires_at": "2026-11-01T00:00:00+0000"}, "later": 1,
    });
    let mistake = json!({
        "error": "INVALID_PROPERTY_VALUE", "error_type": "FLOW_JSON_ERROR", "message": "m", "line_start": 1, "line_end": 2,
        "column_start": 3, "column_end": 4, "pointers": [{"path": "screens[0]"}],
    });
    let metric = json!({"name": "ENDPOINT_REQUEST_COUNT", "granularity": "DAY", "data_points": [
        {"timestamp": "2026-10-01", "data": [{"key": "value", "value": "9"}]},
    ]});
    vec![
        case(
            &endpoint::LIST_FLOWS,
            "GET /v26.0/102/flows",
            Nothing,
            json!({"data": [flow]}),
            list!(c, t => c.flows("102", &t)),
        )
        .giving_data(),
        case(
            &endpoint::CREATE_FLOW,
            "POST /v26.0/102/flows",
            Json(json!({
                "name": "cita", "categories": ["APPOINTMENT_BOOKING"], "flow_json": r#"{"version":"7.3"}"#, "publish": true,
            })),
            json!({"id": "5", "success": true, "validation_errors": [mistake]}),
            call!(c, t, flow = NewFlow::new("cita", FlowCategory::AppointmentBooking).with_document(&json!({"version": "7.3"})) => c.create_flow("102", &t, &NewFlow { publish: Some(true), ..flow })),
        ),
        case(
            &endpoint::MIGRATE_FLOWS,
            "POST /v26.0/102/migrate_flows",
            Json(json!({"source_waba_id": "101", "source_flow_names": ["cita"]})),
            json!({"migrated_flows": [{"source_name": "cita"}], "failed_flows": []}),
            call!(c, t, migration = FlowMigration { source_waba_id: "101".into(), source_flow_names: vec!["cita".into()] } => c.migrate_flows("102", &t, &migration)),
        ),
        case(&endpoint::GET_FLOW, READ, Nothing, flow.clone(), call!(c, t => c.flow("5", &t))),
        case(
            &endpoint::GET_FLOW,
            "GET /v26.0/5?fields=preview.invalidate(true)",
            Nothing,
            json!({"preview": {"preview_url": "https://q"}, "id": "5"}),
            call!(c, t => c.flow_preview("5", &t, true)),
        )
        .giving(json!({"preview_url": "https://q"})),
        case(
            &endpoint::GET_FLOW,
            "GET /v26.0/5?fields=metric.name(ENDPOINT_REQUEST_COUNT).granularity(DAY).since(2026-10-01)",
            Nothing,
            json!({"id": "5", "metric": metric}),
            call!(c, t, query = MetricQuery {
                    name: "ENDPOINT_REQUEST_COUNT".into(),
                    granularity: "DAY".into(),
                    since: Some("2026-10-01".into()),
                    until: None,
                } => c.flow_metric("5", &t, &query)),
        )
        .giving(metric),
    ]
}

fn change_cases() -> Vec<Case> {
    let success = json!({"success": true});
    let mistake = json!({
        "error": "INVALID_PROPERTY_VALUE", "error_type": "FLOW_JSON_ERROR", "message": "m", "line_start": 1, "line_end": 2,
        "column_start": 3, "column_end": 4, "pointers": [{"path": "screens[0]"}],
    });
    vec![
        case(
            &endpoint::UPDATE_FLOW,
            "POST /v26.0/5",
            Json(json!({"name": "otra", "endpoint_uri": "https://e.example/f"})),
            success.clone(),
            call!(c, t, update = FlowUpdate {
                    name: Some("otra".into()),
                    endpoint_uri: Some("https://e.example/f".into()),
                    ..FlowUpdate::default()
                } => c.update_flow("5", &t, &update)),
        ),
        case(
            &endpoint::DELETE_FLOW,
            "DELETE /v26.0/5",
            Nothing,
            success.clone(),
            call!(c, t => c.delete_flow("5", &t)),
        ),
        case(
            &endpoint::LIST_FLOW_ASSETS,
            "GET /v26.0/5/assets",
            Nothing,
            json!({"data": [{"name": "flow.json", "asset_type": "FLOW_JSON", "download_url": "https://d"}]}),
            list!(c, t => c.flow_assets("5", &t)),
        )
        .giving_data(),
        case(
            &endpoint::UPLOAD_FLOW_JSON,
            "POST /v26.0/5/assets",
            Parts(&[
                "name=\"name\"\r\n\r\nflow.json\r\n",
                "name=\"asset_type\"\r\n\r\nFLOW_JSON\r\n",
                "filename=\"flow.json\"\r\nContent-Type: application/json\r\n\r\n{\"version\":\"7.3\"}",
            ]),
            json!({"success": true, "validation_errors": [mistake]}),
            call!(c, t => c.upload_flow_json("5", &t, &json!({"version": "7.3"}))),
        ),
        case(
            &endpoint::PUBLISH_FLOW,
            "POST /v26.0/5/publish",
            Nothing,
            success.clone(),
            call!(c, t => c.publish_flow("5", &t)),
        ),
        case(
            &endpoint::DEPRECATE_FLOW,
            "POST /v26.0/5/deprecate",
            Nothing,
            success.clone(),
            call!(c, t => c.deprecate_flow("5", &t)),
        ),
    ]
}

fn key_cases() -> Vec<Case> {
    let success = json!({"success": true});
    vec![
        case(
            &endpoint::SET_ENCRYPTION_KEY,
            "POST /v26.0/7/whatsapp_business_encryption",
            Parts(&["business_public_key=-----BEGIN+PUBLIC+KEY-----%0AMIIB"]),
            success,
            call!(c, t => c.set_encryption_key("7", &t, "-----BEGIN PUBLIC KEY-----\nMIIB")),
        ),
        case(
            &endpoint::GET_ENCRYPTION_KEY,
            "GET /v26.0/7/whatsapp_business_encryption",
            Nothing,
            json!({"business_public_key": "K", "business_public_key_signature_status": "VALID"}),
            call!(c, t => c.encryption_key("7", &t)),
        ),
        case(
            &endpoint::GET_ENCRYPTION_KEY,
            "GET /v26.0/7/whatsapp_business_encryption",
            Nothing,
            json!({"data": [{"business_public_key": "K", "business_public_key_signature_status": "MISMATCH"}]}),
            call!(c, t => c.encryption_key("7", &t)),
        )
        .giving(json!({"business_public_key": "K", "business_public_key_signature_status": "MISMATCH"})),
    ]
}
