//! Calls and groups.

use serde_json::json;
use whatsapp::client::{CallAction, CallSession, GroupEdit, JoinApprovalMode, NewGroup};
use whatsapp::endpoint;
use whatsapp::message::Recipient;

use crate::support::Sent::{Json, Nothing};
use crate::support::{Case, call, case, list};

const GROUP: &str = "GET /v26.0/Y2Fw?fields=id,subject,description,suspended,creation_timestamp,participants,total_participant_count,join_approval_mode";

fn offer(sdp_type: &str) -> CallSession {
    CallSession { sdp_type: sdp_type.into(), sdp: "v=0".into() }
}

pub fn cases() -> Vec<Case> {
    [call_cases(), group_cases(), membership_cases()].into_iter().flatten().collect()
}

fn call_cases() -> Vec<Case> {
    let success = json!({"success": true});
    vec![
        case(
            &endpoint::CALL_ACTION,
            "POST /v26.0/7/calls",
            Json(json!({
                "messaging_product": "whatsapp", "to": "+34600111222", "action": "connect",
                "session": {"sdp_type": "offer", "sdp": "v=0"}, "biz_opaque_callback_data": "b",
            })),
            json!({"messaging_product": "whatsapp", "calls": [{"id": "wacid.A"}]}),
            call!(c, t => c.start_call("7", &t, &Recipient::Phone("34600111222".into()), &offer("offer"), Some("b"))),
        )
        .giving(json!("wacid.A")),
        case(
            &endpoint::CALL_ACTION,
            "POST /v26.0/7/calls",
            Json(json!({
                "messaging_product": "whatsapp", "call_id": "wacid.A", "action": "pre_accept",
                "session": {"sdp_type": "answer", "sdp": "v=0"},
            })),
            success.clone(),
            call!(c, t => c.act_on_call("7", &t, "wacid.A", &CallAction::PreAccept(offer("answer")))),
        ),
        case(
            &endpoint::CALL_ACTION,
            "POST /v26.0/7/calls",
            Json(json!({"messaging_product": "whatsapp", "call_id": "wacid.A", "action": "terminate"})),
            success,
            call!(c, t => c.act_on_call("7", &t, "wacid.A", &CallAction::Terminate)),
        ),
        case(
            &endpoint::GET_CALL_PERMISSION,
            "GET /v26.0/7/call_permissions?user_wa_id=34600111222",
            Nothing,
            json!({
                "permission": {"status": "temporary", "expiration_time": 1_790_000_000},
                "actions": [{"action_name": "start_call", "can_perform_action": true, "limits": [{"max_allowed": 5}]}],
            }),
            call!(c, t => c.call_permission("7", &t, "34600111222")),
        ),
    ]
}

fn group_cases() -> Vec<Case> {
    let begun = json!({"messaging_product": "whatsapp", "request_id": "r1"});
    vec![
        case(
            &endpoint::CREATE_GROUP,
            "POST /v26.0/7/groups",
            Json(
                json!({"messaging_product": "whatsapp", "subject": "Luna", "join_approval_mode": "approval_required"}),
            ),
            begun.clone(),
            call!(c, t, mode = Some(JoinApprovalMode::ApprovalRequired) => c.create_group("7", &t, &NewGroup { join_approval_mode: mode, ..NewGroup::new("Luna") })),
        ),
        case(
            &endpoint::LIST_GROUPS,
            "GET /v26.0/7/groups?limit=2",
            Nothing,
            json!({"data": {"groups": [{"id": "Y2Fw", "subject": "Luna", "created_at": 1_790_000_000}]}}),
            list!(c, t => c.groups("7", &t).limit(2)),
        )
        .giving(json!([{"id": "Y2Fw", "subject": "Luna", "created_at": 1_790_000_000}])),
        case(
            &endpoint::GET_GROUP,
            GROUP,
            Nothing,
            json!({"id": "Y2Fw", "subject": "Luna", "total_participant_count": 1, "participants": [{"wa_id": "34600111222"}]}),
            call!(c, t => c.group("Y2Fw", &t)),
        ),
        case(
            &endpoint::UPDATE_GROUP,
            "POST /v26.0/Y2Fw",
            Json(json!({"messaging_product": "whatsapp", "description": "Clientes"})),
            begun.clone(),
            call!(c, t => c.update_group("Y2Fw", &t, &GroupEdit { subject: None, description: Some("Clientes".into()) })),
        ),
        case(
            &endpoint::DELETE_GROUP,
            "DELETE /v26.0/Y2Fw",
            Nothing,
            begun.clone(),
            call!(c, t => c.delete_group("Y2Fw", &t)),
        ),
    ]
}

fn membership_cases() -> Vec<Case> {
    let begun = json!({"messaging_product": "whatsapp", "request_id": "r1"});
    let deciding = Json(json!({"messaging_product": "whatsapp", "join_requests": ["j1"]}));
    let rejecting = Json(json!({"messaging_product": "whatsapp", "join_requests": ["j1"]}));
    vec![
        case(
            &endpoint::GET_INVITE_LINK,
            "GET /v26.0/Y2Fw/invite_link",
            Nothing,
            json!({"invite_link": "https://chat.whatsapp.com/x", "messaging_product": "whatsapp"}),
            call!(c, t => c.invite_link("Y2Fw", &t)),
        ),
        case(
            &endpoint::RESET_INVITE_LINK,
            "POST /v26.0/Y2Fw/invite_link",
            Json(json!({"messaging_product": "whatsapp"})),
            json!({"invite_link": "https://chat.whatsapp.com/y"}),
            call!(c, t => c.reset_invite_link("Y2Fw", &t)),
        ),
        case(
            &endpoint::REMOVE_PARTICIPANTS,
            "DELETE /v26.0/Y2Fw/participants",
            Json(json!({"messaging_product": "whatsapp", "participants": [{"user": "34600111222"}]})),
            begun,
            call!(c, t => c.remove_participants("Y2Fw", &t, &["34600111222"])),
        ),
        case(
            &endpoint::LIST_JOIN_REQUESTS,
            "GET /v26.0/Y2Fw/join_requests",
            Nothing,
            json!({"data": [{"join_request_id": "j1", "wa_id": "34600111222", "creation_timestamp": 7}]}),
            list!(c, t => c.join_requests("Y2Fw", &t)),
        )
        .giving_data(),
        case(
            &endpoint::APPROVE_JOIN_REQUESTS,
            "POST /v26.0/Y2Fw/join_requests",
            deciding,
            json!({"approved_join_requests": ["j1"], "messaging_product": "whatsapp"}),
            call!(c, t => c.approve_join_requests("Y2Fw", &t, &["j1"])),
        ),
        case(
            &endpoint::REJECT_JOIN_REQUESTS,
            "DELETE /v26.0/Y2Fw/join_requests",
            rejecting,
            json!({"rejected_join_requests": ["j1"]}),
            call!(c, t => c.reject_join_requests("Y2Fw", &t, &["j1"])),
        ),
    ]
}
