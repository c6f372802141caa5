//! Who may do what. Every route and every live event names one permission; a role is a fixed set of them.

words! {
    Permission {
        ReadOverview = "read_overview",
        ReadConversations = "read_conversations",
        SendMessages = "send_messages",
        ManageConversations = "manage_conversations",
        ReadContacts = "read_contacts",
        ManageContacts = "manage_contacts",
        /// Says what is to be known of contacts.
        ManageAttributes = "manage_attributes",
        /// Brings people and events by the thousand, and takes them back.
        ManageImports = "manage_imports",
        /// Takes people and events out, as files.
        ExportContacts = "export_contacts",
        ReadSegments = "read_segments",
        ManageSegments = "manage_segments",
        ReadFlows = "read_flows",
        ManageFlows = "manage_flows",
        ReadTemplates = "read_templates",
        /// Writes templates and submits them to Meta.
        ManageTemplates = "manage_templates",
        ReadCampaigns = "read_campaigns",
        /// Writes campaigns that nobody has launched.
        ManageCampaigns = "manage_campaigns",
        /// Has them sent, and stopped.
        LaunchCampaigns = "launch_campaigns",
        /// Tells of what happens outside; flows may begin by it.
        SendEvents = "send_events",
        ReadJournal = "read_journal",
        ReplayJournal = "replay_journal",
        ReadNumbers = "read_numbers",
        ManageNumbers = "manage_numbers",
        ManageTokens = "manage_tokens",
        ManageUsers = "manage_users",
        UseEmulator = "use_emulator",
    }
}

words! {
    Role {
        Owner = "owner",
        Administrator = "administrator",
        Agent = "agent",
        BotBuilder = "bot_builder",
        /// Sees figures, not people: neither conversations nor contacts.
        Analyst = "analyst",
    }
}

impl Role {
    pub const fn permissions(self) -> &'static [Permission] {
        use Permission as P;
        match self {
            Self::Owner | Self::Administrator => Permission::ALL,
            Self::Agent => &[
                P::ReadOverview,
                P::ReadConversations,
                P::SendMessages,
                P::ManageConversations,
                P::ReadContacts,
                P::ManageContacts,
                P::ReadSegments,
                P::ReadFlows,
                P::ReadTemplates,
                P::ReadNumbers,
            ],
            Self::BotBuilder => &[
                P::ReadOverview,
                P::ReadConversations,
                P::ReadContacts,
                P::ReadSegments,
                P::ReadFlows,
                P::ManageFlows,
                P::ReadTemplates,
                P::ManageTemplates,
                P::ReadCampaigns,
                P::ReadJournal,
                P::ReadNumbers,
                P::UseEmulator,
            ],
            Self::Analyst => &[P::ReadOverview, P::ReadFlows, P::ReadTemplates, P::ReadCampaigns, P::ReadNumbers],
        }
    }

    pub fn may(self, permission: Permission) -> bool {
        self.permissions().contains(&permission)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_go_there_and_back() {
        for permission in Permission::ALL {
            assert_eq!(Permission::parse(permission.as_str()), Some(*permission));
        }
        for role in Role::ALL {
            assert_eq!(Role::parse(role.as_str()), Some(*role));
            assert_eq!(serde_json::to_value(role).unwrap(), role.as_str());
        }
        assert_eq!(Role::parse("Owner"), None);
    }

    #[test]
    fn what_each_role_must_not_do() {
        for (role, forbidden) in [
            (Role::Agent, Permission::ManageFlows),
            (Role::Agent, Permission::ManageTemplates),
            (Role::Agent, Permission::ReadJournal),
            (Role::Agent, Permission::ManageUsers),
            (Role::Agent, Permission::ManageAttributes),
            (Role::Agent, Permission::ManageImports),
            (Role::Agent, Permission::ExportContacts),
            (Role::BotBuilder, Permission::SendMessages),
            (Role::BotBuilder, Permission::ReplayJournal),
            (Role::BotBuilder, Permission::ManageTokens),
            (Role::Analyst, Permission::ReadConversations),
            (Role::Analyst, Permission::ReadContacts),
            (Role::Analyst, Permission::ReadSegments),
            (Role::Agent, Permission::ManageSegments),
            (Role::Agent, Permission::ManageCampaigns),
            (Role::BotBuilder, Permission::LaunchCampaigns),
        ] {
            assert!(!role.may(forbidden), "{role} may {forbidden}");
        }
        assert!(Permission::ALL.iter().all(|permission| Role::Owner.may(*permission)));
    }

    #[test]
    fn a_role_that_manages_something_can_also_see_it() {
        use Permission as P;
        for role in Role::ALL {
            for (manage, read) in [
                (P::SendMessages, P::ReadConversations),
                (P::ManageConversations, P::ReadConversations),
                (P::ManageContacts, P::ReadContacts),
                (P::ManageAttributes, P::ReadContacts),
                (P::ManageImports, P::ReadContacts),
                (P::ExportContacts, P::ReadContacts),
                (P::ManageSegments, P::ReadSegments),
                (P::ManageFlows, P::ReadFlows),
                (P::ManageCampaigns, P::ReadCampaigns),
                (P::LaunchCampaigns, P::ReadCampaigns),
                (P::ManageTemplates, P::ReadTemplates),
                (P::ReplayJournal, P::ReadJournal),
                (P::ManageNumbers, P::ReadNumbers),
            ] {
                assert!(!role.may(manage) || role.may(read), "{role}: {manage} without {read}");
            }
        }
    }
}
