//! Which crate may use which: the picture of ARCHITECTURE.md as a table, checked against `cargo metadata`.
//!
//! Dependencies of tests alone are free; the arrows are about what the product is made of.

use cargo_metadata::{DependencyKind, Metadata};

use super::{File, Finding};

/// Every crate with the crates of this workspace that it may use.
const ARROWS: &[(&str, &[&str])] = &[
    ("tierwise-core", &[]),
    ("tierwise-rules", &["tierwise-core"]),
    ("tierwise-i18n", &["tierwise-core"]),
    ("tierwise-exchange", &["tierwise-core", "tierwise-i18n"]),
    ("tierwise-store", &["tierwise-core"]),
    ("tierwise-app", &["tierwise-core", "tierwise-rules", "tierwise-store", "tierwise-exchange", "tierwise-i18n"]),
    ("tierwise-web", &["tierwise-core", "tierwise-i18n", "tierwise-app"]),
    (
        "tierwise",
        &[
            "tierwise-core",
            "tierwise-rules",
            "tierwise-store",
            "tierwise-exchange",
            "tierwise-i18n",
            "tierwise-app",
            "tierwise-web",
        ],
    ),
    ("tierwise-testkit", &["tierwise-core", "tierwise-rules", "tierwise-exchange", "tierwise-i18n", "tierwise-app"]),
    (
        "xtask",
        &[
            "tierwise-core",
            "tierwise-rules",
            "tierwise-store",
            "tierwise-exchange",
            "tierwise-i18n",
            "tierwise-app",
            "tierwise-web",
            "tierwise-testkit",
        ],
    ),
];

/// Packages that belong to some crates alone, because the others must not know what they are about.
const OWNED: &[(&str, &[&str])] = &[
    ("anyhow", &["tierwise", "tierwise-testkit", "xtask"]),
    ("sqlx", &["tierwise-store"]),
    ("axum", &["tierwise-web"]),
    ("askama", &["tierwise-web"]),
    ("utoipa", &["tierwise-web"]),
    ("getrandom", &["tierwise", "tierwise-testkit"]),
    ("argon2", &["tierwise-app"]),
    ("clap", &["tierwise"]),
    ("annotate-snippets", &["tierwise"]),
    ("toml", &["tierwise", "tierwise-rules", "tierwise-testkit", "xtask"]),
    ("csv", &["tierwise-exchange"]),
    ("encoding_rs", &["tierwise-exchange"]),
    ("rust_xlsxwriter", &["tierwise-exchange"]),
    ("fluent-bundle", &["tierwise-i18n"]),
];

/// Crates that are pure computation, and packages that would end that.
const PURE: &[&str] = &["tierwise-core", "tierwise-rules"];
const IMPURE: &[&str] = &["tokio", "serde_json", "rand_core", "rand_chacha", "tempfile"];

/// Packages that may stand nowhere in the graph, with what to use instead.
const FORBIDDEN: &[(&str, &str)] = &[("openssl-sys", "use rustls"), ("openssl", "use rustls"), ("native-tls", "use rustls")];

/// A crate of the workspace and what it uses outside of its tests.
#[derive(Debug)]
pub struct Crate {
    pub name: String,
    pub manifest: String,
    pub uses: Vec<String>,
}

impl Crate {
    pub fn all(metadata: &Metadata) -> Vec<Self> {
        let packages = metadata.workspace_packages();
        packages
            .into_iter()
            .map(|package| Self {
                name: package.name.to_string(),
                manifest: package
                    .manifest_path
                    .strip_prefix(&metadata.workspace_root)
                    .unwrap_or(&package.manifest_path)
                    .to_string(),
                uses: package
                    .dependencies
                    .iter()
                    .filter(|dependency| dependency.kind != DependencyKind::Development)
                    .map(|dependency| dependency.name.clone())
                    .collect(),
            })
            .collect()
    }
}

/// Every dependency that no arrow allows, and every crate without arrows.
pub fn check(crates: &[Crate]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for krate in crates {
        let mut tell = |message: String| findings.push(Finding::new(&krate.manifest, 1, message));
        let Some(allowed) = find(ARROWS, &krate.name) else {
            tell(format!("`{}` has no arrows; say in {} and in ARCHITECTURE.md what it may use", krate.name, file!()));
            continue;
        };
        for used in &krate.uses {
            let ours = crates.iter().any(|other| other.name == *used);
            if ours && !allowed.contains(&used.as_str()) {
                tell(format!("`{}` must not use `{used}`; move what both need to a crate that both may use", krate.name));
            }
            if let Some(owners) = find(OWNED, used)
                && !owners.contains(&krate.name.as_str())
            {
                tell(format!("only {} may use `{used}`; ask it for what you need", owners.join(" and ")));
            }
            if PURE.contains(&krate.name.as_str()) && IMPURE.contains(&used.as_str()) {
                tell(format!("`{}` is pure computation and must not use `{used}`; take its result as a parameter", krate.name));
            }
        }
    }
    findings
}

/// Every package of the whole graph that may stand nowhere in it.
pub fn check_forbidden<'a>(packages: impl Iterator<Item = &'a str>) -> Vec<Finding> {
    packages
        .filter_map(|package| {
            let (name, instead) = FORBIDDEN.iter().find(|(name, _)| *name == package)?;
            let message = format!("`{name}` is in the graph (cargo tree --invert {name}); {instead}");
            Some(Finding::new("Cargo.lock", 1, message))
        })
        .collect()
}

/// Every crate that ARCHITECTURE.md does not name.
pub fn check_picture(crates: &[Crate], picture: &File) -> Vec<Finding> {
    let words: Vec<&str> = picture.text.split(|letter: char| !(letter.is_alphanumeric() || letter == '-')).collect();
    crates
        .iter()
        .filter(|krate| {
            let short = krate.name.trim_start_matches("tierwise-");
            !words.contains(&short) && !words.contains(&krate.name.as_str())
        })
        .map(|krate| {
            let message = format!("`{}` is missing; draw it into the picture", krate.name);
            Finding::new(&picture.name, 1, message)
        })
        .collect()
}

fn find<'a>(table: &[(&str, &'a [&'a str])], name: &str) -> Option<&'a [&'a str]> {
    let row = table.iter().find(|(key, _)| *key == name);
    row.map(|(_, value)| *value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn krate(name: &str, uses: &[&str]) -> Crate {
        Crate {
            name: name.to_owned(),
            manifest: format!("crates/{name}/Cargo.toml"),
            uses: uses.iter().map(|used| (*used).to_owned()).collect(),
        }
    }

    #[test]
    fn an_arrow_against_the_picture_is_found() {
        let crates = [krate("tierwise-core", &["tierwise-rules", "jiff"]), krate("tierwise-rules", &["tierwise-core", "toml"])];
        let findings = check(&crates);
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert!(findings[0].message.contains("must not use `tierwise-rules`"));
    }

    #[test]
    fn a_product_crate_never_uses_testkit_or_xtask() {
        for (name, _) in ARROWS.iter().filter(|(name, _)| *name != "xtask") {
            for tool in ["tierwise-testkit", "xtask"] {
                let crates = [krate(name, &[tool]), krate(tool, &[])];
                assert_eq!(check(&crates).len(), 1, "{name} -> {tool}");
            }
        }
    }

    #[test]
    fn a_crate_without_arrows_is_found() {
        assert_eq!(check(&[krate("tierwise-plan", &[])]).len(), 1);
    }

    #[test]
    fn a_package_of_another_crate_is_found() {
        assert_eq!(check(&[krate("tierwise-app", &["clap"])]).len(), 1);
        assert_eq!(check(&[krate("tierwise-rules", &["serde_json"])]).len(), 1);
        assert_eq!(check(&[krate("tierwise-app", &["serde_json"])]), []);
    }

    #[test]
    fn openssl_is_found_anywhere_in_the_graph() {
        assert_eq!(check_forbidden(["serde", "openssl-sys"].into_iter()).len(), 1);
    }

    #[test]
    fn a_crate_that_the_picture_lacks_is_found() {
        let crates = [krate("tierwise-core", &[]), krate("tierwise-app", &[])];
        let picture = File { name: "ARCHITECTURE.md".to_owned(), text: "core <- rules; an application".to_owned() };
        let findings = check_picture(&crates, &picture);
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert!(findings[0].message.contains("tierwise-app"));
    }
}
