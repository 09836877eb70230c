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
    /// <returns>One list per class, in the order in which the classes were given. Whoever is in none found no seat.</returns>
    public static IReadOnlyList<IReadOnlyList<Candidate>> Run(IReadOnlyList<int> seats, IEnumerable<Candidate> candidates)
    {
        var waiting = new Queue<Candidate>(candidates
            .OrderBy(c => c.LastTrainedOn ?? DateOnly.MinValue)
            .ThenBy(c => c.Number, StringComparer.Ordinal)
            .ThenBy(c => c.MemberId.Value));
        return [.. seats.Select(free => (IReadOnlyList<Candidate>)[.. Enumerable.Range(0, Math.Min(free, waiting.Count)).Select(_ => waiting.Dequeue())])];
    }
}
