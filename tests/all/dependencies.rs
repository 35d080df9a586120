//! What nn28 is built from: licences that allow it, no package twice without a reason, nothing from anywhere but the registry.

use std::collections::BTreeMap;
use std::process::Command;

use serde::Deserialize;
use spdx::{Expression, ParseMode};

/// What Cargo knows of the packages.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    source: Option<String>,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    req: String,
}

/// The parts of `.cargo/deny.toml` that are held here.
#[derive(Deserialize)]
struct Rules {
    licenses: Licences,
    bans: Bans,
}

#[derive(Deserialize)]
struct Licences {
    allow: Vec<String>,
    exceptions: Vec<Exception>,
}

#[derive(Deserialize)]
struct Exception {
    #[serde(rename = "crate")]
    name: String,
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Bans {
    skip: Vec<Skip>,
}

#[derive(Deserialize)]
struct Skip {
    #[serde(rename = "crate")]
    package: String,
    reason: String,
}

fn packages() -> Vec<Package> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let metadata: Metadata = serde_json::from_slice(&output.stdout).expect("metadata");
    metadata.packages
}

fn rules() -> Rules {
    toml::from_str(include_str!("../../.cargo/deny.toml")).expect("the rules")
}

#[test]
fn every_licence_is_one_of_those_that_are_allowed() {
    let rules = rules().licenses;
    for package in packages() {
        let licence = package.license.expect("a licence");
        let terms = Expression::parse_mode(&licence, ParseMode::LAX).expect("an expression");
        let own = rules.exceptions.iter().find(|one| one.name == package.name);
        let may = |wanted: &spdx::LicenseReq| {
            let wanted = wanted.to_string();
            rules.allow.contains(&wanted) || own.is_some_and(|one| one.allow.contains(&wanted))
        };
        assert!(terms.evaluate(may), "{} is under {licence}", package.name);
    }
}

#[test]
fn no_package_is_there_twice_without_a_reason() {
    let mut versions: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in packages() {
        versions
            .entry(package.name)
            .or_default()
            .push(package.version);
    }
    let skips = rules().bans.skip;
    let is_skipped = |name: &str, version: &str| {
        skips.iter().any(|skip| {
            let (package, from) = skip.package.split_once('@').expect("a version");
            package == name && format!("{version}.").starts_with(&format!("{from}."))
        })
    };
    for (name, versions) in &versions {
        let counted = versions.iter().filter(|version| !is_skipped(name, version));
        assert!(counted.count() <= 1, "{name} is there as {versions:?}");
    }
    for skip in &skips {
        let (name, _) = skip.package.split_once('@').expect("a version");
        assert!(
            versions.get(name).is_some_and(|all| all.len() > 1),
            "{name} is there once"
        );
        assert!(!skip.reason.is_empty());
    }
}

#[test]
fn packages_come_from_the_registry_in_versions_that_are_named() {
    for package in packages() {
        let from_registry = package
            .source
            .as_ref()
            .is_none_or(|source| source.starts_with("registry+"));
        assert!(
            from_registry,
            "{} comes from {:?}",
            package.name, package.source
        );
        if package.name == "nn28" {
            for dependency in package.dependencies {
                assert!(dependency.req != "*", "{} in any version", dependency.name);
            }
        }
    }
}
