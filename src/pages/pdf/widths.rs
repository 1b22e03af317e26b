//! The widths that faces of a PDF give to ranges of characters. hayro writes out each range, so
//! that twenty bytes may ask for four billion numbers.

use hayro_interpret::hayro_syntax::{
    Pdf,
    object::{Array, Dict, Object},
};

use crate::pages::guard::Stop;

/// The highest number that a character of a face has.
const LAST: i64 = 65_535;

/// Whether all widths are of characters that there can be.
pub(super) fn are_real(pdf: &Pdf, stop: &Stop) -> bool {
    pdf.objects().into_iter().all(|object| {
        stop.check();
        let Some(face) = object.into_dict() else { return true };
        // Widths are in an object of their own, or inside the face that they belong to.
        let inner = face.get::<Array<'_>>("DescendantFonts");
        let inner = inner.and_then(|faces| faces.iter::<Dict<'_>>().next());
        is_real(&face) && inner.is_none_or(|face| is_real(&face))
    })
}

fn is_real(face: &Dict<'_>) -> bool {
    let is_within = |value: Object<'_>| match value {
        Object::Number(number) => number.as_i64() <= LAST,
        _ => true,
    };
    let lists = ["W", "W2"].map(|key| face.get::<Array<'_>>(key));
    lists.into_iter().flatten().all(|list| list.iter::<Object<'_>>().all(is_within))
}
