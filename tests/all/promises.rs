//! The book's page of promises names a test for each of them, and every one of these tests is there.

use std::fs;

#[test]
fn every_promise_names_a_test_that_exists() {
    let page = fs::read_to_string("book/src/promises.md").expect("the page");
    let rows = page.lines().filter(|line| line.starts_with("| "));
    let mut count = 0;
    for row in rows.filter(|line| !line.starts_with("| promise")) {
        let tests = row.split(" | ").last().expect("a column");
        assert!(tests.contains('`'), "no test holds: {row}");
        for test in tests.split('`').skip(1).step_by(2) {
            let (file, name) = test.split_once("::").expect("a file and a name");
            let path = match file {
                "browser" => "tests/browser.rs".to_owned(),
                _ => format!("tests/all/{file}.rs"),
            };
            let source = fs::read_to_string(path).expect(test);
            let head = format!("fn {name}(");
            assert!(source.contains(&head), "{test} is not there");
        }
        count += 1;
    }
    assert!(count > 15, "{count} promises");
}
