//! Progress → calls of a function of the page: the name of the stage and the meeting's place.

use js_sys::Function;
use wasm_bindgen::JsValue;
use yiti::{Progress, pipeline::CompareStage};

/// Tells how far a report is.
pub(crate) fn report(watch: &Function, progress: Progress) {
    match progress {
        Progress::Meeting(meeting, stage) => tell(watch, &format!("{stage:?}"), Some(meeting)),
        Progress::Charts => tell(watch, "Charts", None),
        Progress::Files => tell(watch, "Files", None),
        _ => {}
    }
}

/// Tells how far a comparison is.
pub(crate) fn comparison(watch: &Function, stage: CompareStage) {
    match stage {
        CompareStage::Groups(meeting) => tell(watch, "Groups", Some(meeting)),
        CompareStage::Change(meeting) => tell(watch, "Change", Some(meeting)),
        stage => tell(watch, &format!("{stage:?}"), None),
    }
}

fn tell(watch: &Function, stage: &str, meeting: Option<usize>) {
    let place = meeting.map_or(JsValue::NULL, |meeting| JsValue::from_f64(meeting as f64));
    // What the page does with it is the page's concern.
    let _ = watch.call2(&JsValue::NULL, &JsValue::from_str(stage), &place);
}
