//! The ways of drawing a network, from the one with most on it to the one that needs least room.

/// Where the numbers of the weights are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Beside the node that they leave, each with its edge.
    Beside,
    /// Below the number of the node that they leave, each with its edge.
    Below,
    /// Only the edges into one unit and into one output are drawn: a node has one number.
    Chosen,
    /// The same without numbers.
    Bare,
}

/// Where the pictures of the hidden units are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pictures {
    /// At most the chosen unit has one.
    Few,
    /// Below the numbers of the unit.
    Below,
    /// Beside them.
    Beside,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    pub form: Form,
    pub pictures: Pictures,
    /// The width of a number.
    pub number: u16,
    /// The least columns of an edge.
    pub gap: u16,
}

impl Look {
    /// True if all weights have their numbers.
    pub fn is_whole(self) -> bool {
        matches!(self.form, Form::Beside | Form::Below)
    }

    /// True if all hidden units have pictures.
    pub fn has_pictures(self) -> bool {
        self.pictures != Pictures::Few
    }
}

/// The best first.
pub(super) const LOOKS: [Look; 18] = [
    look(Form::Beside, Pictures::Below, 8, 12),
    look(Form::Beside, Pictures::Below, 6, 6),
    look(Form::Beside, Pictures::Below, 5, 3),
    look(Form::Beside, Pictures::Beside, 6, 6),
    look(Form::Beside, Pictures::Beside, 5, 3),
    look(Form::Beside, Pictures::Few, 8, 12),
    look(Form::Beside, Pictures::Few, 6, 7),
    look(Form::Below, Pictures::Few, 8, 12),
    look(Form::Below, Pictures::Few, 6, 6),
    look(Form::Below, Pictures::Few, 5, 3),
    look(Form::Chosen, Pictures::Beside, 8, 12),
    look(Form::Chosen, Pictures::Beside, 6, 6),
    look(Form::Chosen, Pictures::Beside, 5, 3),
    look(Form::Chosen, Pictures::Few, 6, 5),
    look(Form::Chosen, Pictures::Few, 5, 3),
    look(Form::Bare, Pictures::Few, 6, 5),
    look(Form::Bare, Pictures::Few, 5, 2),
    look(Form::Bare, Pictures::Few, 5, 0),
];

const fn look(form: Form, pictures: Pictures, number: u16, gap: u16) -> Look {
    Look {
        form,
        pictures,
        number,
        gap,
    }
}
