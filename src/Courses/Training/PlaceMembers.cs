namespace Learning.Courses.Training;

/// <summary>Somebody who is to be given a place in a class.</summary>
/// <param name="LastTrainedOn">The last day of the last class completed; null for never.</param>
public sealed record Candidate(MemberId MemberId, string Number, DateOnly? LastTrainedOn);

/// <summary>
/// Gives out the free places of a run of classes to those who missed an earlier one. Who was trained least recently comes first:
/// never before oldest, then by member number. Pure: the same people and seats give the same answer in any order of asking.
/// </summary>
public static class PlaceMembers
{
    /// <param name="seats">Free places of each class, in date order. The first class is filled first.</param>
    /// <param name="canCome">Whether a candidate can come to a class at all, by its place in the list; left out, everybody can.</param>
    /// <returns>One list per class, in the order in which the classes were given. Whoever is in none found no seat.</returns>
    public static IReadOnlyList<IReadOnlyList<Candidate>> Run(IReadOnlyList<int> seats, IEnumerable<Candidate> candidates, Func<int, Candidate, bool>? canCome = null)
    {
        List<Candidate> waiting =
        [
            .. candidates
                .OrderBy(c => c.LastTrainedOn ?? DateOnly.MinValue)
                .ThenBy(c => c.Number, StringComparer.Ordinal)
                .ThenBy(c => c.MemberId.Value),
        ];
        return [.. seats.Select((free, at) => (IReadOnlyList<Candidate>)Take(free, at))];

        List<Candidate> Take(int free, int at)
        {
            List<Candidate> seated = [.. waiting.Where(c => canCome?.Invoke(at, c) ?? true).Take(Math.Max(0, free))];
            var taken = seated.Select(c => c.MemberId).ToHashSet();
            waiting.RemoveAll(c => taken.Contains(c.MemberId));
            return seated;
        }
    }
}
