//! The book's page of promises names a test for each of them, and every one of these tests is there.

use std::fs;

#[test]
fn every_promise_names_a_test_that_exists() {
    let page = fs::read_to_string("book/src/promises.md").expect("the page");
    let rows = page
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| promise"));
    let mut count = 0;
    for row in rows {
        let tests = row
            .split(" | ")
            .last()
            .expect("a column")
            .split('`')
            .skip(1)
            .step_by(2);
        let mut named = 0;
        for test in tests {
            let (file, name) = test.split_once("::").expect("a file and a name");
            let path = match file {
                "browser" => "tests/browser.rs".to_owned(),
                _ => format!("tests/all/{file}.rs"),
            };
            let source = fs::read_to_string(path).expect(test);
            assert!(
                source.contains(&format!("fn {name}(")),
                "{test} is not there"
            );
            named += 1;
        }
        assert!(named > 0, "no test holds: {row}");
        count += 1;
    }
    assert!(count > 15, "{count} promises");
}
