//! What the pages show of the running program. The program hands it in, because the book knows nothing of the command line.

/// The numbers of a run by their names.
pub type Outcome = Vec<(String, f64)>;

/// The functions that draw and run what pages ask for. The default has nothing.
#[derive(Debug, Clone, Copy)]
pub struct Content {
    /// The figure of a name, if there is one.
    pub figure: fn(&str) -> Option<FigureParts>,
    /// A screen of a dashboard, of its name and the rest of the directive, as in `100x32 keys="n n"`.
    pub frame: fn(&str, &str) -> Result<FrameParts, String>,
    /// The output of a command line such as `nn28 equation 4`.
    pub transcript: fn(&str) -> Result<String, String>,
    /// The numbers that a run ends with, by their names in its JSON; the weights by row and column, `w00` first. The argument is the
    /// program and its options, as in `backprop --data iris --steps 500`.
    pub run: fn(&str) -> Result<Outcome, String>,
    /// What is known of a run before it is made.
    pub plan: fn(&str) -> Result<Plan, String>,
}

impl Default for Content {
    fn default() -> Self {
        Self {
            figure: |_| None,
            frame: |name, _| Err(format!("unknown frame {name}")),
            transcript: |command_line| Err(format!("unknown command {command_line}")),
            run: |_| Err("not available".to_owned()),
            plan: |_| Err("not available".to_owned()),
        }
    }
}

/// A run that is not made yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Its settings in words, a phrase for each.
    pub settings: Vec<String>,
    /// About how many multiplications it takes.
    pub cost: u64,
}

/// A figure for light and for dark paper, and the sentences about it: the one below it, and the one for those who do not see it.
#[derive(Debug, Clone)]
pub struct FigureParts {
    pub caption: String,
    pub alt: String,
    pub light_svg: String,
    pub dark_svg: String,
}

#[derive(Debug, Clone)]
pub struct FrameParts {
    /// The inside of `<pre>`, for light and dark pages, without an empty line.
    pub html: String,
    /// What is below the letters, as the variables `--light` and perhaps `--dark` of CSS; or nothing.
    pub ground: String,
    /// The columns and the rows.
    pub size: (u16, u16),
    pub caption: String,
    pub alt: String,
}
