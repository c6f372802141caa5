-- A button may be tapped after its session has ended: the session is found by the message that was tapped.
CREATE INDEX sessions_of_conversation ON sessions (workspace_id, conversation_id, started_at) WHERE ended_at IS NOT NULL;
