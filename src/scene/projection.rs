//! From a point of a surface to a point of a picture of it, seen from far away.

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Projection {
    yaw: (f64, f64),
    pitch: (f64, f64),
}

/// A point as it is seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seen {
    pub across: f64,
    pub up: f64,
    /// Away from the eye: what is farther is drawn first.
    pub depth: f64,
}

impl Projection {
    /// Angles in degrees: `yaw` turns the surface about its vertical axis, `pitch` is the height of the eye above the horizon.
    pub fn new(yaw: f64, pitch: f64) -> Self {
        Self {
            yaw: yaw.to_radians().sin_cos(),
            pitch: pitch.to_radians().sin_cos(),
        }
    }

    /// Where a point is seen. `x` and `y` run from −1 to 1 over the plane, `z` from −1 to 1 upwards.
    /// The result stays within ±√2 across and ±√2.5 upwards.
    ///
    /// ```
    /// use nn28::scene::projection::Projection;
    /// // From straight above, heights vanish.
    /// let seen = Projection::new(0.0, 90.0).see(0.5, 0.25, 1.0);
    /// assert!((seen.across - 0.5).abs() < 1e-12 && (seen.up - 0.25).abs() < 1e-12);
    /// ```
    pub fn see(&self, x: f64, y: f64, z: f64) -> Seen {
        let (sin, cos) = self.yaw;
        let across = x * cos - y * sin;
        let away = x * sin + y * cos;
        let (sin, cos) = self.pitch;
        let z = z * 0.7;
        Seen {
            across,
            up: away * sin + z * cos,
            depth: away * cos - z * sin,
        }
    }
}
