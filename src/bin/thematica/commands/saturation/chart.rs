//! The curve as a picture.

use thematica::analysis::saturation::Expected;
use thematica::report::chart::{Chart, Curve, Field, Picture};

use super::{Arguments, Series, setting};
use crate::commands::called::title;
use crate::commands::job::Job;

/// Draws the codes found so far, with what random orders give; all fields have the same axes.
pub fn chart(job: &Job<'_>, arguments: &Arguments, all: &[Series], notes: Vec<String>) -> Chart {
    let most = all.iter().map(|series| series.accumulation.total()).max();
    let orders = usize::try_from(arguments.orders).unwrap_or(usize::MAX);
    let field = |series: &Series| {
        let expected = Expected::of(&series.accumulation, orders, arguments.seed);
        let settings = setting(arguments);
        let judged = series.accumulation.saturation(settings).ok();
        // Reached is behind the last transcript before the run that confirms it.
        let reached = judged.and_then(|judged| judged.reached);
        let marked = reached
            .and_then(|reached| reached.checked_sub(1))
            .map(|at| {
                let what = format!("saturation is reached: {}+{}", at + 1, settings.run);
                (at, what)
            });
        let band = expected.band.iter();
        Field {
            name: match &arguments.by {
                Some(by) => format!("{by} {}", series.group.name),
                None => String::new(),
            },
            places: series
                .transcripts
                .iter()
                .map(|(_, short)| short.clone())
                .collect(),
            found: series
                .accumulation
                .cumulative
                .iter()
                .map(|it| *it as u64)
                .collect(),
            band: band.map(|it| (it.low as u64, it.high as u64)).collect(),
            mean: expected.mean,
            most: most.unwrap_or(0).max(1) as u64,
            marked,
        }
    };
    let order = arguments.order.as_ref();
    Chart {
        title: title(job),
        picture: Picture::Curve(Curve {
            across: order.map_or_else(
                || "Transcripts, in the study's order".to_owned(),
                |by| format!("Transcripts, in the order of `{by}`"),
            ),
            up: "Codes found so far".to_owned(),
            mean_is: Some("Mean of all orders".to_owned()),
            band_is: Some("95 % of random orders".to_owned()),
            fields: all.iter().map(field).collect(),
        }),
        notes,
    }
}
