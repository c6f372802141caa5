//! TLS with a certificate authority of our own, for clients whose host is fixed: the hosts file leads them here, and
//! they trust the authority.
//!
//! The authority is thrown away at will. It can vouch for Meta's hosts and for this machine only, whoever gets its key.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DistinguishedName, DnType, ExtendedKeyUsagePurpose,
    GeneralSubtree, IsCa, Issuer, KeyPair, KeyUsagePurpose, NameConstraints, PKCS_ECDSA_P256_SHA256, date_time_ymd,
};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::rustls::{self, ServerConfig};

/// The hosts that answer as Meta's.
const HOSTS: [&str; 10] = [
    "graph.facebook.com",
    "api.facebook.com",
    "mcp.facebook.com",
    "lookaside.fbsbx.com",
    "mmg.whatsapp.net",
    "scontent.whatsapp.net",
    "scontent.xx.fbcdn.net",
    "localhost",
    "127.0.0.1",
    "::1",
];

/// What the authority may vouch for.
const DOMAINS: [&str; 5] = ["facebook.com", "fbsbx.com", "whatsapp.net", "fbcdn.net", "localhost"];

/// A certificate authority for this emulator.
#[derive(Clone, PartialEq, Eq)]
pub struct Authority {
    certificate: String,
    key: String,
}

/// Why there is no TLS.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    #[error("cannot use {path} for the certificate authority")]
    Store {
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    #[error("cannot make a certificate")]
    Certificate(#[from] rcgen::Error),
    #[error("cannot set up TLS")]
    Setup(#[from] rustls::Error),
}

impl std::fmt::Debug for Authority {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Authority")
    }
}

fn parameters() -> Result<CertificateParams, rcgen::Error> {
    let mut parameters = CertificateParams::new(Vec::<String>::new())?;
    let mut name = DistinguishedName::new();
    name.push(DnType::CommonName, "Recado emulator (throw-away authority)");
    parameters.distinguished_name = name;
    parameters.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    parameters.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    parameters.not_before = date_time_ymd(2020, 1, 1);
    parameters.not_after = date_time_ymd(2049, 1, 1);
    let domains = DOMAINS.map(|domain| GeneralSubtree::DnsName(domain.to_owned()));
    let this_machine = [
        GeneralSubtree::IpAddress(CidrSubnet::V4([127, 0, 0, 0], [255, 0, 0, 0])),
        GeneralSubtree::IpAddress(CidrSubnet::V6([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], [255; 16])),
    ];
    parameters.name_constraints = Some(NameConstraints {
        permitted_subtrees: domains.into_iter().chain(this_machine).collect(),
        excluded_subtrees: Vec::new(),
    });
    Ok(parameters)
}

impl Authority {
    /// A new one, which nobody trusts yet.
    pub fn generate() -> Result<Self, TlsError> {
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
        let certificate = parameters()?.self_signed(&key)?;
        Ok(Self { certificate: certificate.pem(), key: key.serialize_pem() })
    }

    /// The one that is kept in a folder; a new one is made and kept there when there is none.
    pub fn kept_in(folder: &Path) -> Result<Self, TlsError> {
        let store = |path: &Path| {
            let path = path.to_owned();
            move |source| TlsError::Store { path, source }
        };
        let (certificate, key) = (folder.join("ca.pem"), folder.join("ca-key.pem"));
        if certificate.exists() && key.exists() {
            let read = |path: &Path| fs::read_to_string(path).map_err(store(path));
            return Ok(Self { certificate: read(&certificate)?, key: read(&key)? });
        }
        let made = Self::generate()?;
        fs::create_dir_all(folder).map_err(store(folder))?;
        write_secret(&key, &made.key).map_err(store(&key))?;
        fs::write(&certificate, &made.certificate).map_err(store(&certificate))?;
        Ok(made)
    }

    /// What a client has to trust.
    pub fn certificate_pem(&self) -> &str {
        &self.certificate
    }

    /// Answers TLS for Meta's hosts and for this machine.
    pub(crate) fn acceptor(&self) -> Result<TlsAcceptor, TlsError> {
        let authority_key = KeyPair::from_pem(&self.key)?;
        let issuer = Issuer::new(parameters()?, authority_key);
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
        let mut leaf = CertificateParams::new(HOSTS.map(str::to_owned))?;
        let mut name = DistinguishedName::new();
        name.push(DnType::CommonName, "graph.facebook.com");
        leaf.distinguished_name = name;
        leaf.not_before = date_time_ymd(2020, 1, 1);
        leaf.not_after = date_time_ymd(2049, 1, 1);
        leaf.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        leaf.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        leaf.use_authority_key_identifier_extension = true;
        let leaf = leaf.signed_by(&key, &issuer)?;
        let chain: Vec<CertificateDer<'static>> = vec![leaf.der().clone()];
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(chain, key)?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(TlsAcceptor::from(Arc::new(config)))
    }
}

/// Writes a file that only its owner can read.
fn write_secret(path: &Path, text: &str) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}
