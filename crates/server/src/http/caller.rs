//! Who asks, and what they hold. A handler that needs a permission takes [`Allowed`] of it, and only this file makes one.

use super::problem::Problem;
use super::secret;
use crate::app::App;
use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum_extra::extract::CookieJar;
use domain::id::{TokenId, UserId, WorkspaceId};
use domain::role::{Permission, Role};
use domain::time::Timestamp;
use std::marker::PhantomData;
use std::time::Duration;
use store::user::User;

pub const SESSION_COOKIE: &str = "recado_session";
pub const CSRF_HEADER: &str = "x-csrf-token";
pub const TOKEN_PREFIX: &str = "rcd_";
/// `last_used_at` is for people; to the minute is enough, and spares a write for every request.
const TOUCH_EVERY: Duration = Duration::from_mins(1);

/// An authenticated caller.
#[derive(Clone, Debug)]
pub struct Caller {
    pub workspace: WorkspaceId,
    pub actor: Actor,
    permissions: Vec<Permission>,
    credential: Credential,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    User(UserId),
    Token(TokenId),
}

/// How a credential is looked up again while a long answer is still going out.
#[derive(Clone, Debug)]
enum Credential {
    Cookie(Vec<u8>),
    Bearer(Vec<u8>),
}

/// Someone who logged in, not a program with a token.
#[derive(Clone, Debug)]
pub struct LoggedIn {
    pub caller: Caller,
    pub user: User,
    pub user_id: UserId,
    pub csrf_token: String,
    /// Digest of the session's token.
    pub digest: Vec<u8>,
}

/// A permission that somebody makes a caller hold.
pub trait Grant: Send + Sync {
    const PERMISSION: Permission;
}

/// The caller of this request holds `G`.
#[derive(Clone, Debug)]
pub struct Allowed<G: Grant> {
    pub caller: Caller,
    grant: PhantomData<G>,
}

macro_rules! grants {
    ($($name:ident),+ $(,)?) => {$(
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl Grant for $name {
            const PERMISSION: Permission = Permission::$name;
        }
    )+};
}
grants!(
    ReadOverview,
    ReadConversations,
    SendMessages,
    ManageConversations,
    ReadContacts,
    ManageContacts,
    ManageAttributes,
    ManageImports,
    ExportContacts,
    ReadSegments,
    ManageSegments,
    ReadFlows,
    ManageFlows,
    ReadTemplates,
    ManageTemplates,
    ReadCampaigns,
    ManageCampaigns,
    LaunchCampaigns,
    SendEvents,
    ReadJournal,
    ReplayJournal,
    ReadNumbers,
    ManageNumbers,
    ManageTokens,
    ManageUsers,
    UseEmulator,
);

impl Caller {
    pub fn may(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }

    pub fn require(&self, permission: Permission) -> Result<(), Problem> {
        if self.may(permission) { Ok(()) } else { Err(Problem::forbidden(permission)) }
    }

    pub fn permissions(&self) -> &[Permission] {
        &self.permissions
    }

    pub fn user(&self) -> Option<UserId> {
        match self.actor {
            Actor::User(id) => Some(id),
            Actor::Token(_) => None,
        }
    }

    /// As decisions know who acts.
    pub fn as_actor(&self) -> domain::decide::action::Actor {
        match self.actor {
            Actor::User(id) => domain::decide::action::Actor::Agent(id),
            Actor::Token(_) => domain::decide::action::Actor::Api,
        }
    }

    /// As the audit and the idempotency table write it.
    pub fn name(&self) -> String {
        match self.actor {
            Actor::User(id) => format!("user:{id}"),
            Actor::Token(id) => format!("token:{id}"),
        }
    }

    /// The same caller as it stands now; `None` when the credential no longer opens anything.
    pub async fn again(&self, app: &App) -> Option<Self> {
        match &self.credential {
            Credential::Cookie(digest) => by_session_digest(app, digest.clone()).await.ok().map(|login| login.caller),
            Credential::Bearer(digest) => by_bearer(app, digest.clone()).await.ok(),
        }
    }
}

impl<S> FromRequestParts<S> for Caller
where
    App: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let app = App::from_ref(state);
        if let Some(token) = bearer(&parts.headers) {
            return by_bearer(&app, secret::sha256(token.as_bytes())).await;
        }
        Ok(logged_in(parts, &app).await?.caller)
    }
}

impl<S> FromRequestParts<S> for LoggedIn
where
    App: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        if bearer(&parts.headers).is_some() {
            let detail = "API tokens cannot do this; log in.";
            return Err(Problem::new(StatusCode::FORBIDDEN, "login_required", "Only for people", detail));
        }
        logged_in(parts, &App::from_ref(state)).await
    }
}

impl<S, G: Grant> FromRequestParts<S> for Allowed<G>
where
    App: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let caller = Caller::from_request_parts(parts, state).await?;
        caller.require(G::PERMISSION)?;
        Ok(Self { caller, grant: PhantomData })
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ").map(str::trim)
}

async fn logged_in(parts: &Parts, app: &App) -> Result<LoggedIn, Problem> {
    let jar = CookieJar::from_headers(&parts.headers);
    let cookie = jar.get(SESSION_COOKIE).ok_or_else(Problem::unauthenticated)?;
    let login = by_session_token(app, cookie.value()).await?;
    if !matches!(parts.method, Method::GET | Method::HEAD) {
        check_csrf(&parts.headers, &login.csrf_token)?;
    }
    Ok(login)
}

/// A cookie travels by itself; the header proves that our own page sent the request.
fn check_csrf(headers: &HeaderMap, expected: &str) -> Result<(), Problem> {
    let given = headers.get(CSRF_HEADER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if secret::same(given, expected) {
        return Ok(());
    }
    let detail = "Send the csrf_token of GET /session as the header X-CSRF-Token.";
    Err(Problem::new(StatusCode::FORBIDDEN, "csrf", "The request may come from another page", detail))
}

/// Who just logged in with this token.
pub(super) async fn by_session_token(app: &App, token: &str) -> Result<LoggedIn, Problem> {
    by_session_digest(app, secret::sha256(token.as_bytes())).await
}

pub(super) async fn by_session_digest(app: &App, digest: Vec<u8>) -> Result<LoggedIn, Problem> {
    let mut tx = app.db.read().await?;
    let login = store::login::find(&mut tx, &digest, app.universe.now()).await?;
    let login = login.ok_or_else(Problem::unauthenticated)?;
    let user = store::user::one(&mut tx, login.workspace, login.user).await?.ok_or_else(Problem::unauthenticated)?;
    // A role this version does not know grants nothing.
    let permissions = Role::parse(&user.role).map(|role| role.permissions().to_vec()).unwrap_or_default();
    let caller = Caller {
        workspace: login.workspace,
        actor: Actor::User(login.user),
        permissions,
        credential: Credential::Cookie(digest.clone()),
    };
    Ok(LoggedIn { caller, user, user_id: login.user, csrf_token: login.csrf_token, digest })
}

async fn by_bearer(app: &App, digest: Vec<u8>) -> Result<Caller, Problem> {
    let mut tx = app.db.read().await?;
    let holder = store::token::by_digest(&mut tx, &digest).await?.ok_or_else(Problem::unauthenticated)?;
    drop(tx);
    touch(app, &holder).await?;
    Ok(Caller {
        workspace: holder.workspace,
        actor: Actor::Token(holder.id),
        permissions: holder.permissions.iter().filter_map(|name| Permission::parse(name)).collect(),
        credential: Credential::Bearer(digest),
    })
}

async fn touch(app: &App, holder: &store::token::Holder) -> Result<(), Problem> {
    let now: Timestamp = app.universe.now();
    if holder.last_used_at.is_some_and(|last| now.since(last) < TOUCH_EVERY) {
        return Ok(());
    }
    let mut tx = app.db.write().await?;
    store::token::touch(&mut tx, holder.workspace, holder.id, now).await?;
    tx.commit().await?;
    Ok(())
}
