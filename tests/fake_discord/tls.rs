//! A certificate authority of the tests' own, and discord.com's certificate from it.
//!
//! Called by: `Fake`.

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use std::sync::Arc;
use tokio_rustls::TlsAcceptor;

/// The authority.
pub struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    /// A new one, which nobody believes yet.
    pub fn new() -> Authority {
        let mut parameters = CertificateParams::default();
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("a key");
        Authority(CertifiedIssuer::self_signed(parameters, key).expect("a certificate"))
    }

    /// Its certificate, for clients that are to believe it.
    pub fn pem(&self) -> String {
        self.0.pem()
    }

    /// What makes a connection to discord.com of a connection.
    pub fn acceptor(&self) -> TlsAcceptor {
        let key = KeyPair::generate().expect("a key");
        let parameters = CertificateParams::new(["discord.com".to_owned()]).expect("a name");
        let certificate: CertificateDer<'static> = parameters.signed_by(&key, &self.0).expect("a certificate").into();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .and_then(|config| config.with_no_client_auth().with_single_cert(vec![certificate], key))
            .expect("a configuration");
        TlsAcceptor::from(Arc::new(config))
    }
}
