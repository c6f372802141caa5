use super::*;
use crate::id::IdSource;
use proptest::prelude::*;

const HOUR: i64 = 3_600_000;
const NOW: Timestamp = Timestamp(1_800_000_000_000);

#[test]
fn words_of_meta() {
    for (word, limit) in [
        ("TIER_50", Limit::People(50)),
        ("TIER_250", Limit::People(250)),
        ("TIER_2K", Limit::People(2_000)),
        ("tier_100k", Limit::People(100_000)),
        ("TIER_UNLIMITED", Limit::Unlimited),
        ("2000", Limit::People(2_000)),
        ("-1", Limit::Unlimited),
        ("TIER_NOT_SET", Limit::Unknown),
        ("", Limit::Unknown),
        ("99999999K", Limit::Unknown),
    ] {
        assert_eq!(Limit::from_meta(word), limit, "{word}");
    }
}

#[test]
fn room_and_days() {
    for (limit, used, people, room, days) in [
        (Limit::People(250), 0, 250, Some(250), Some(1)),
        (Limit::People(250), 0, 251, Some(250), Some(2)),
        (Limit::People(250), 200, 50, Some(50), Some(1)),
        (Limit::People(250), 200, 300, Some(50), Some(2)),
        (Limit::People(250), 200, 301, Some(50), Some(3)),
        // No room today: the first go tomorrow.
        (Limit::People(250), 250, 250, Some(0), Some(1)),
        (Limit::People(250), 300, 251, Some(0), Some(2)),
        (Limit::People(250), 250, 0, Some(0), Some(1)),
        (Limit::People(0), 0, 1, Some(0), None),
        (Limit::Unlimited, 9_000, 1_000_000, None, None),
        (Limit::Unknown, 9_000, 1_000_000, None, None),
    ] {
        let standing = Standing { limit, used };
        assert_eq!((standing.room(), standing.days_for(people)), (room, days), "{limit:?} {used} {people}");
    }
}

#[test]
fn when_room_opens() {
    let minute = minute_of(NOW);
    let minutes =
        |of: &[(i64, u32)]| of.iter().map(|(ago, people)| (minute - ago, *people)).collect::<BTreeMap<_, _>>();
    // (minutes ago, people), the limit, and how many minutes ago those were who have to leave first.
    for (of, limit, expected) in [
        (&[][..], Limit::People(1), None),
        (&[(60, 1)][..], Limit::People(2), None),
        (&[(60, 2)][..], Limit::People(2), Some(60)),
        (&[(90, 1), (60, 1)][..], Limit::People(2), Some(90)),
        (&[(90, 1), (60, 2)][..], Limit::People(2), Some(60)),
        (&[(2_000, 5), (60, 1)][..], Limit::People(2), None),
        (&[(60, 1)][..], Limit::People(0), None),
        (&[(60, 9)][..], Limit::Unlimited, None),
        (&[(60, 9)][..], Limit::Unknown, None),
    ] {
        let opens = opens_at(limit, &minutes(of), NOW);
        assert_eq!(opens, expected.map(|ago| ends(minute - ago)), "{of:?} {limit:?}");
    }
}

#[test]
fn who_counts() {
    for (window, expected) in [
        (None, true),
        (Some(NOW), true),
        (Some(Timestamp(NOW.0 + 60_000)), true),
        (Some(Timestamp(NOW.0 + 60_001)), false),
        (Some(Timestamp(NOW.0 + HOUR)), false),
    ] {
        assert_eq!(counts(NOW, window), expected, "{window:?}");
    }
}

proptest! {
    /// Whatever comes in whatever order: nobody beyond the limit is let through, by Meta's own way of counting.
    #[test]
    fn never_more_people_than_meta_allows(
        most in 1_u32..5,
        sends in prop::collection::vec((0_i64..4 * 24 * 60, 0_usize..8, 0_i64..60_000), 1..80),
    ) {
        let mut ids = IdSource::new(1);
        let number = NumberId::new(&mut ids, NOW);
        let people: Vec<ContactId> = (0..8).map(|_| ContactId::new(&mut ids, NOW)).collect();
        let mut sends: Vec<(Timestamp, usize, i64)> = sends.iter()
            .map(|(minute, who, late)| (Timestamp(NOW.0 + minute * MINUTE_MILLIS + late), *who, late / 2)).collect();
        sends.sort();
        let (mut ours, mut metas) = (BTreeMap::<usize, Timestamp>::new(), BTreeMap::<usize, Timestamp>::new());
        for (now, who, late) in sends {
            let counted: Vec<usize> = ours.iter()
                .filter(|(_, at)| minute_of(**at) >= first_minute(now)).map(|(who, _)| *who).collect();
            let used = u32::try_from(counted.len()).unwrap();
            let mut reach = Reach::new([(number, Limit::People(most))], used);
            reach.know(counted.iter().filter_map(|who| people.get(*who).copied()));
            let room = reach.room_for(number, people[who]).unwrap();
            if room.remaining == 0 && !room.already_counted {
                // Held back for a reason, and not for ever.
                let mut minutes = BTreeMap::new();
                for who in &counted {
                    *minutes.entry(minute_of(ours[who])).or_insert(0) += 1;
                }
                let opens = opens_at(Limit::People(most), &minutes, now).unwrap();
                prop_assert!(opens > now && opens <= now.plus(DAY).plus(MARGIN * 2));
                continue;
            }
            ours.insert(who, now);
            // It arrives a little later.
            let arrives = Timestamp(now.0 + late);
            metas.retain(|_, at| at.0 + 24 * HOUR > arrives.0);
            metas.insert(who, arrives);
            prop_assert!(metas.len() <= usize::try_from(most).unwrap(), "{metas:?}");
        }
    }

    #[test]
    fn adding_takes_room_once(most in 0_u32..6, whom in prop::collection::vec(0_usize..6, 0..12)) {
        let mut ids = IdSource::new(1);
        let number = NumberId::new(&mut ids, NOW);
        let people: Vec<ContactId> = (0..6).map(|_| ContactId::new(&mut ids, NOW)).collect();
        let mut reach = Reach::new([(number, Limit::People(most))], 0);
        for who in &whom {
            reach.add(number, people[*who]);
        }
        let unique: BTreeSet<usize> = whom.iter().copied().collect();
        let used = u32::try_from(unique.len()).unwrap();
        prop_assert_eq!(reach.standing(number).room(), Some(most.saturating_sub(used)));
        prop_assert_eq!(reach.added().count(), unique.len());
    }
}
