//! Storms: more keys, clicks, pastes and sizes than anybody could ask for, from a seed. Nothing may fall over, hang or grow.
//!
//! A gust of them is played with the other tests. The whole storm takes programs, or a test, in release:
//!
//! ```text
//! NN28_STORM=100000 NN28_PROGRAMS=target/release cargo test storm::no_storm -- --nocapture
//! NN28_ACTIONS=10000000 cargo test --release storm::any_actions -- --nocapture
//! ```
#![cfg(all(unix, feature = "terminal"))]

use std::time::{Duration, Instant};

use crate::pty;
use crate::stage;
use nn28::data;
use nn28::scene::{Scene, Target};
use nn28::stage::keys::{self, Key};
use nn28::stage::{Action, Backprop, Contents, Neuron, Stage};
use nn28::view::{self, Theme};
use portable_pty::CommandBuilder;
use pty::{PROGRAMS, Terminal, program, with_each_program};
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// How long a program may compute before it answers a key, and a stage for an action or a frame, in a release build.
const WORK: Duration = Duration::from_millis(100);
/// How long the answer may take on a machine that has other things to do as well: 99 times of 100.
const ANSWER: Duration = Duration::from_millis(300);

/// A number from the environment, or the one for a gust.
fn number(name: &str, usual: usize) -> usize {
    std::env::var(name).map_or(usual, |text| text.parse().expect("a number"))
}

/// What a terminal sends for something random. Keys that would end the program (q, Ctrl-C) are not among them, nor is s, which would
/// draw figures for seconds, nor o, which would open a browser.
fn gust(random: &mut ChaCha8Rng) -> Vec<u8> {
    const KEYS: &[u8] =
        b"hjkl?[] nbrR+-vpm123456789y=_TiePBMLwgtdzD<>uU\t\r\x01\x05\x12\x1a\x7f~,.xXzZ0";
    const OTHERS: &str = "\x1b[A \x1b[B \x1b[C \x1b[D \x1b[Z \x1b[H \x1b[F \x1b[5~ \x1b[6~ \x1bOP \x1b[1;5C é 漢 \x1bx";
    match random.random_range(0..100) {
        0..60 => vec![KEYS[random.random_range(0..KEYS.len())]],
        60..80 => {
            let mut others = OTHERS.split(' ');
            others.nth(random.random_range(0..14)).expect("14").into()
        }
        // A click or another event of the mouse, sometimes outside.
        80..97 => {
            let button = [0, 0, 0, 0, 1, 2, 32, 35, 64, 65][random.random_range(0..10)];
            let (column, row) = (random.random_range(1..260), random.random_range(1..90));
            let end = if random.random() { 'M' } else { 'm' };
            format!("\x1b[<{button};{column};{row}{end}").into()
        }
        _ => {
            let letters = (0..random.random_range(0..60)).map(|_| random.random_range(' '..='~'));
            let letters: String = letters.collect();
            format!("\x1b[200~{letters}q\x1b[201~").into()
        }
    }
}

/// What Linux says of a program: the words of one of its files, as numbers.
#[cfg(target_os = "linux")]
fn says(terminal: &Terminal, file: &str) -> Vec<u64> {
    let path = format!("/proc/{}/{file}", terminal.process());
    let words = std::fs::read_to_string(path).expect("the program still runs");
    let numbers = words.split_whitespace().map(str::parse);
    numbers.collect::<Result<_, _>>().expect("numbers")
}

#[cfg(not(target_os = "linux"))]
fn says(_: &Terminal, _: &str) -> Vec<u64> {
    vec![0; 2]
}

/// The memory that a program has, in bytes.
fn memory(terminal: &Terminal) -> u64 {
    says(terminal, "statm")[1] * 4096
}

/// How long the thread that draws has computed.
fn computed(terminal: &Terminal) -> Duration {
    Duration::from_nanos(says(terminal, "schedstat")[0])
}

/// How long an answer took, and how long the program computed for it.
struct Answer {
    elapsed: Duration,
    computed: Duration,
}

/// Let the help page come and go: how long the program takes to answer. The first time it may have a whole gust before it.
fn answer(terminal: &mut Terminal) -> Answer {
    help(terminal);
    // The page that was seen may have been one of the gust's own, with hundreds of keys still to come.
    terminal.look_for(Duration::from_millis(500), |_| false);
    help(terminal)
}

fn help(terminal: &mut Terminal) -> Answer {
    let is_help = |screen: &vt100::Screen| screen.contents().contains("Shift-Tab");
    for _ in 0..30 {
        // Esc closes what lies above. With the next key right behind it, it would be another key.
        terminal.press("\x1b");
        terminal.look_for(Duration::from_millis(100), |_| false);
        let (start, before) = (Instant::now(), computed(terminal));
        terminal.press("?");
        if terminal.look_for(Duration::from_secs(2), is_help) {
            let answer = Answer {
                elapsed: start.elapsed(),
                computed: computed(terminal).saturating_sub(before),
            };
            // What comes right behind a paste in pieces is taken for a part of it, and so this key may be: then it is pressed again.
            for _ in 0..3 {
                terminal.press("\x1b");
                if terminal.look_for(Duration::from_secs(2), |screen| !is_help(screen)) {
                    return answer;
                }
            }
            panic!("the page stays on\n{}", terminal.contents());
        }
    }
    let ended = terminal.child.try_wait();
    panic!("no answer, {ended:?}, on\n{}", terminal.contents());
}

#[test]
fn no_storm_of_keys_makes_a_program_fall_over_hang_or_grow() {
    if std::env::var_os("NN28_STORM").is_none() {
        // In a gust a program mostly waits, and no time is measured.
        return with_each_program(|name| storm(name, 600, |_, _| true));
    }
    for name in PROGRAMS {
        storm(name, number("NN28_STORM", 0), |work, usual| {
            work < WORK && usual < ANSWER
        });
    }
}

#[test]
fn no_storm_makes_a_program_with_a_hidden_fault_fall_over_hang_or_grow() {
    storm("backprop --broken 3", 600, |_, _| true);
}

/// A storm over one of the programs, perhaps with options. What is quick enough is for the caller to say: the time of computing, and of the answer.
fn storm(name: &str, count: usize, is_quick: impl Fn(Duration, Duration) -> bool) {
    let mut words = name.split(' ');
    let program_name = words.next().unwrap_or_default();
    let number = PROGRAMS.iter().position(|program| *program == program_name);
    let seed = 1 + number.expect("one of the programs") as u64;
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut command = CommandBuilder::new(program(program_name));
    command.args(words);
    let folder = tempfile::tempdir().expect("a folder");
    command.cwd(folder.path());
    let mut storm = Terminal::start(command, 80, 24);
    storm.wait_for_frame();
    let (mut answers, mut early, mut most) = (Vec::new(), 0, 0);
    let start = Instant::now();
    for key in 0..count {
        storm.send(&gust(&mut random)).expect("it takes keys");
        if random.random_range(0..200) == 0 {
            let columns = random.random_range(1..=250);
            storm.resize(columns, random.random_range(1..=80));
        }
        if key % 500 == 499 {
            storm.resize(100, 35);
            answers.push(answer(&mut storm));
            most = most.max(memory(&storm));
            if key <= count / 4 {
                early = most;
            }
        }
    }
    answers.sort_by_key(|answer| answer.elapsed);
    let usual = answers.get(answers.len() * 99 / 100);
    let usual = usual.map_or(Duration::ZERO, |answer| answer.elapsed);
    let work = answers.iter().map(|answer| answer.computed).max();
    let work = work.unwrap_or_default();
    eprintln!(
        "{name}: {count} keys in {:.1} s, {} answers, 99 of 100 within {:.1} ms, {:.1} ms of work at most, memory {} MB after a quarter, {} MB at most",
        start.elapsed().as_secs_f64(),
        answers.len(),
        usual.as_secs_f64() * 1e3,
        work.as_secs_f64() * 1e3,
        early >> 20,
        most >> 20,
    );
    assert!(is_quick(work, usual), "{name}: {work:?} {usual:?}");
    let is_bounded = early == 0 || most < early + (32 << 20);
    assert!(is_bounded, "{name}: {early} {most}");
    storm.resize(100, 35);
    // From the contents a dashboard may have been entered, and it may show a page of its own.
    for key in ["\x1b", "q", "\x1b", "q"] {
        let _ = storm.send(key.as_bytes());
        std::thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(storm.ended(), 0, "{name}");
    storm.assert_given_back();
}

/// How long this thread has computed.
fn busy() -> Duration {
    let clock = nix::time::ClockId::CLOCK_THREAD_CPUTIME_ID;
    Duration::from(nix::time::clock_gettime(clock).expect("a clock"))
}

/// The longest that anything took, and what it was.
struct Slowest(Duration, String);

impl Slowest {
    fn measure(&mut self, what: impl FnOnce(), named: impl FnOnce() -> String) {
        let start = busy();
        what();
        let took = busy().saturating_sub(start);
        if took > self.0 {
            *self = Self(took, named());
        }
    }
}

/// Plays a stage at random; looks at its scene and draws it now and then.
fn play(
    stage: &mut dyn Stage,
    title: &str,
    seed: u64,
    count: usize,
    [actions, frames]: &mut [Slowest; 2],
) {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut buffer = Buffer::empty(Rect::new(0, 0, 100, 35));
    let mut done = Vec::new();
    for number in 1..=count {
        let action = stage::random_action(&mut random);
        done.push(action.clone());
        let act = || drop(stage.act(action.clone()));
        actions.measure(act, || format!("{action:?} in {title}"));
        if number.is_multiple_of(10) && stage.experiment().is_some() {
            stage::assert_valid(stage, &|| format!("{title}, {done:?}"));
            done.drain(..done.len().saturating_sub(10));
        }
        if number.is_multiple_of(20) {
            let draw = || {
                buffer.reset();
                let scene = stage.scene();
                drop(view::draw(&scene, Theme::Dark, buffer.area, &mut buffer));
            };
            frames.measure(draw, || format!("{title}: {}", stage.command()));
        }
        if number.is_multiple_of(count.div_ceil(4)) {
            stage::draw(&stage.scene());
        }
    }
}

#[test]
fn any_actions_leave_every_stage_standing() {
    let count = number("NN28_ACTIONS", 10_000);
    // Digits take their time: they have a tenth of what the others have.
    let small = 3 * (data::NAMES.len() - 1) + 2;
    let each = (count * 10).div_ceil(small * 10 + 3);
    let mut slowest = [(); 2].map(|()| Slowest(Duration::ZERO, String::new()));
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let mut contents = Contents::new();
    for _ in 0..each {
        let action = stage::random_action(&mut random);
        let act = || drop(contents.act(&action));
        slowest[0].measure(act, || format!("{action:?} in contents"));
    }
    play(&mut Neuron::of_source(), "neuron", 2, each, &mut slowest);
    for (seed, name) in (3..).zip(data::NAMES) {
        for (chapter, mut played) in stage::three(&stage::bench(name, 3)) {
            let title = format!("{} on {name}", chapter.word());
            let share = if name == "digits" { 10 } else { 1 };
            let count = each.div_ceil(share);
            play(played.as_mut(), &title, seed, count, &mut slowest);
        }
    }
    let [Slowest(action, which), Slowest(frame, of)] = &slowest;
    eprintln!(
        "{count} actions, of which the longest took {action:?} ({which}), and a frame at most {frame:?} ({of})"
    );
    // With the optimisation of the tests, and a few thousand actions, no time is judged.
    if std::env::var_os("NN28_ACTIONS").is_some() {
        assert!(*action < WORK, "{which}: {action:?}");
        assert!(*frame < WORK, "{of}: {frame:?}");
    }
}

/// Every key of the table of keys, and some that have nothing to do.
fn any_key(random: &mut ChaCha8Rng) -> Key {
    const LETTERS: &[u8] = b"q?iTz kjhl+-[] nb<>urRvpgtdePBMmswyoL,.DU0123456789x~";
    const OTHERS: [Key; 14] = [
        Key::Up,
        Key::Down,
        Key::Left,
        Key::Right,
        Key::Home,
        Key::End,
        Key::PageUp,
        Key::PageDown,
        Key::Tab,
        Key::BackTab,
        Key::Enter,
        Key::Escape,
        Key::Backspace,
        Key::Control('r'),
    ];
    let letter = LETTERS[random.random_range(0..LETTERS.len())];
    let other = OTHERS[random.random_range(0..OTHERS.len())];
    if random.random_range(0..4) == 0 {
        other
    } else {
        Key::Char(letter.into())
    }
}

/// The state that no key changes while something lies over the screen.
fn behind(stage: &dyn Stage) -> (String, String, Vec<u64>) {
    let weights = stage.experiment().map(|it| it.parameters().values.clone());
    let bits = stage::bits(&weights.unwrap_or_default());
    (stage.state().to_string(), stage.command(), bits)
}

/// The thing that lies over the screen: the title of a page, a number that is typed, a question.
fn laid_over(scene: &Scene, is_typing: bool) -> Option<String> {
    let asks = scene.guide.as_ref().is_some_and(|guide| guide.key == "?");
    let page = scene.overlay.as_ref().map(|page| page.title.clone());
    let other = (is_typing || asks).then(|| format!("typing {is_typing}, asking {asks}"));
    page.or(other)
}

/// Presses random keys. While something lies over the screen, nothing is done behind it.
fn assert_modal(stage: &mut dyn Stage, title: &str, seed: u64, count: usize) {
    const SIZES: [(u16, u16); 6] = [
        (60, 18),
        (80, 24),
        (100, 30),
        (140, 40),
        (200, 60),
        (39, 11),
    ];
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let (mut covered, mut over) = (0, None);
    for number in 0..count {
        let before = over.is_some().then(|| behind(stage));
        let key = any_key(&mut random);
        let action = match random.random_range(0..10) {
            0 => Some(Action::Tick),
            1 => Some(Action::Slice),
            2 => Some(Action::Click(Target::Knob(random.random_range(0..9)))),
            _ => keys::action_while(stage.is_typing(), key),
        };
        let Some(action) = action else { continue };
        let request = stage.act(action.clone());
        let scene = stage.scene();
        let now = laid_over(&scene, stage.is_typing());
        // The list of columns acts at once, by keys of its own.
        let is_list = |title: &String| title.starts_with("inputs: ");
        let is_modal = now.is_some() && now == over && !now.as_ref().is_some_and(is_list);
        if let Some(before) = before.filter(|_| is_modal) {
            let context = || format!("{title}: {action:?} behind {now:?}");
            assert_eq!(request, None, "{}", context());
            assert_eq!(behind(stage), before, "{}", context());
            assert!(!stage.playing() && !stage.busy(), "{}", context());
            covered += 1;
        }
        over = now;
        if number % 20 == 0 {
            let (width, height) = SIZES[random.random_range(0..SIZES.len())];
            let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
            view::draw(&scene, Theme::Dark, buffer.area, &mut buffer);
        }
    }
    assert!(covered > count / 10, "{title}: {covered} of {count}");
}

#[test]
fn a_storm_of_all_keys_does_nothing_behind_what_lies_over_the_screen() {
    assert_modal(&mut Neuron::of_source(), "neuron", 1, 2_000);
    for (seed, name) in [(2, "clusters"), (3, "iris")] {
        for (chapter, mut stage) in stage::three(&stage::bench(name, 3)) {
            let title = format!("{} on {name}", chapter.word());
            assert_modal(stage.as_mut(), &title, seed, 1_000);
        }
    }
    for seed in 1..7 {
        let broken = stage::bench("clusters", 2).with_fault(seed);
        let mut stage = Backprop::new(broken, 0, &[]);
        assert_modal(&mut stage, &format!("broken {seed}"), seed, 1_000);
    }
}
