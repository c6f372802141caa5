//! Messages and files.

use serde_json::json;
use whatsapp::client::UploadSession;
use whatsapp::endpoint;
use whatsapp::message::{Envelope, MarkRead, Message, Recipient};

use crate::support::Sent::{Json, Nothing, Parts};
use crate::support::{Case, call, case, list};

fn session() -> UploadSession {
    UploadSession { id: "upload:MTph==?sig=ARZq".into() }
}

pub fn cases() -> Vec<Case> {
    [message_cases(), file_cases()].into_iter().flatten().collect()
}

fn message_cases() -> Vec<Case> {
    let accepted = json!({
        "messaging_product": "whatsapp", "contacts": [{"input": "+34600111222", "wa_id": "34600111222"}],
        "messages": [{"id": "wamid.A", "message_status": "accepted", "later": 1}],
    });
    let held = json!({
        "messaging_product": "whatsapp", "contacts": [{"input": "ES.1", "user_id": "ES.1"}],
        "messages": [{"id": "wamid.B", "message_status": "held_for_quality_assessment"}],
    });
    let text = json!({
        "messaging_product": "whatsapp", "recipient_type": "individual", "to": "+34600111222", "type": "text",
        "text": {"body": "Hola"},
    });
    let template = json!({
        "messaging_product": "whatsapp", "recipient_type": "individual", "recipient": "ES.1", "type": "template",
        "template": {"name": "rebajas", "language": {"code": "es"}}, "message_activity_sharing": true,
    });
    vec![
        case(
            &endpoint::SEND_MESSAGE,
            "POST /v26.0/7/messages",
            Json(text),
            accepted,
            call!(c, t => c.send("7", &t, &Envelope::to(Recipient::Phone("34600111222".into()), Message::text("Hola")))),
        ),
        case(
            &endpoint::SEND_MESSAGE,
            "POST /v26.0/7/messages",
            Json(json!({"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.A"})),
            json!({"success": true}),
            call!(c, t => c.mark_read("7", &t, &MarkRead { message_id: "wamid.A".into(), typing: false })),
        ),
        case(
            &endpoint::SEND_MARKETING,
            "POST /v26.0/7/marketing_messages",
            Json(template),
            held,
            call!(c, t, message = Message::template("rebajas", "es", vec![]), envelope = Envelope::to(Recipient::UserId("ES.1".into()), message) => c.send_marketing("7", &t, &Envelope { recipient_type: envelope.recipient_type, message_activity_sharing: Some(true), ..envelope })),
        ),
        case(
            &endpoint::SUBMIT_MESSAGE_SAMPLE,
            "POST /v26.0/102/message_samples",
            Json(json!({"type": "text", "text": {"body": "Your order is on its way"}})),
            json!({"success": true, "category": "UTILITY"}),
            call!(c, t => c.submit_message_sample("102", &t, &Message::text("Your order is on its way"))),
        ),
        case(
            &endpoint::GET_PAYMENT,
            "GET /v26.0/7/payments/razor pay/ref-1",
            Nothing,
            json!({"reference_id": "ref-1", "status": "captured", "amount": {"value": 1, "offset": 100}, "new": 1}),
            call!(c, t => c.payment("7", &t, "razor pay", "ref-1")),
        ),
        case(
            &endpoint::GET_MESSAGE_HISTORY,
            "GET /v26.0/7/message_history?message_id=wamid.A",
            Nothing,
            json!({"data": [{"id": "5", "message_id": "wamid.A"}]}),
            list!(c, t => c.message_history("7", &t, "wamid.A")),
        )
        .giving_data(),
        case(
            &endpoint::LIST_MESSAGE_EVENTS,
            "GET /v26.0/5/events",
            Nothing,
            json!({"data": [{"cursor": "MQ", "node": {"id": "6", "delivery_status": "DELIVERED", "occurrence_timestamp": 7}}]}),
            list!(c, t => c.message_events("5", &t)),
        )
        .giving_data(),
    ]
}

fn file_cases() -> Vec<Case> {
    let media = json!({
        "messaging_product": "whatsapp", "url": "https://lookaside.fbsbx.com/x", "mime_type": "image/jpeg",
        "sha256": "abc", "file_size": 303_833, "id": "9",
    });
    vec![
        case(
            &endpoint::UPLOAD_MEDIA,
            "POST /v26.0/7/media",
            Parts(&[
                "name=\"messaging_product\"\r\n\r\nwhatsapp",
                "name=\"type\"\r\n\r\nimage/png",
                "filename=\"a.png\"",
            ]),
            json!({"id": "9"}),
            call!(c, t => c.upload_media("7", &t, "a.png", "image/png", b"PNG".to_vec())),
        ),
        case(&endpoint::GET_MEDIA, "GET /v26.0/9", Nothing, media.clone(), call!(c, t => c.media_info("9", &t))),
        case(
            &endpoint::GET_MEDIA,
            "GET /v26.0/9?phone_number_id=7",
            Nothing,
            media,
            call!(c, t => c.media_info_of("7", "9", &t)),
        ),
        case(
            &endpoint::DELETE_MEDIA,
            "DELETE /v26.0/9",
            Nothing,
            json!({"success": true}),
            call!(c, t => c.delete_media("9", &t)),
        ),
        case(
            &endpoint::BEGIN_UPLOAD,
            "POST /v26.0/670/uploads?file_name=a.png&file_length=3&file_type=image/png",
            Nothing,
            json!({"id": "upload:MTph==?sig=ARZq"}),
            call!(c, t => c.begin_upload("670", &t, "a.png", "image/png", 3)),
        ),
        case(
            &endpoint::CONTINUE_UPLOAD,
            "POST /v26.0/upload:MTph==?sig=ARZq",
            Parts(&["authorization: OAuth T\r\n", "file_offset: 2\r\n", "\r\n\r\nG"]),
            json!({"h": "4::aW1h"}),
            call!(c, t => c.continue_upload(&session(), &t, 2, b"G".to_vec())),
        ),
        case(
            &endpoint::GET_UPLOAD,
            "GET /v26.0/upload:MTph==?sig=ARZq",
            Nothing,
            json!({"id": "upload:MTph==?sig=ARZq", "file_offset": 2}),
            call!(c, t => c.upload_offset(&session(), &t)),
        ),
    ]
}
