using CsCheck;
using Learning.Courses.Training;

namespace Learning.Courses.Tests.Training;

public sealed class PlaceMembersTests
{
    private static readonly DateOnly Day = new(2026, 1, 1);

    private static readonly Gen<(List<Candidate> People, List<int> Seats)> GenCase = Gen.Select(
        Gen.Int[0, 3].List[0, 30].Select(people => people.Select((days, i) => Person(i, days == 0 ? null : days)).ToList()),
        Gen.Int[0, 8].List[0, 6]);

    [Fact]
    public void Nobody_is_placed_twice_and_no_seat_is_empty_while_somebody_waits() => GenCase.Sample(c =>
    {
        var places = PlaceMembers.Run(c.Seats, c.People);

        var placed = places.SelectMany(m => m).ToList();
        Assert.Equal(placed.Distinct().Count(), placed.Count);
        Assert.Equal(Math.Min(c.People.Count, c.Seats.Sum()), placed.Count);
        Assert.All(places.Zip(c.Seats), p => Assert.True(p.First.Count <= p.Second));
    });

    [Fact]
    public void The_classes_fill_in_the_order_of_least_recent_training_and_nobody_later_overtakes() => GenCase.Sample(c =>
    {
        var placed = PlaceMembers.Run(c.Seats, c.People).SelectMany(m => m).ToList();

        Assert.Equal(c.People.OrderBy(Rank).Take(placed.Count), placed);
    });

    [Fact]
    public void The_order_of_asking_changes_nothing() => GenCase.Sample(c =>
        Assert.Equal(PlaceMembers.Run(c.Seats, c.People), PlaceMembers.Run(c.Seats, c.People.AsEnumerable().Reverse())));

    private static Candidate Person(int number, int? trainedAfter) =>
        new(new MemberId(new Guid(number, 0, 0, new byte[8])), number.ToString("D5"), trainedAfter is { } days ? Day.AddDays(days) : null);

    /// <summary>The day number of the last training, then the number on the roster; small comes first.</summary>
    private static long Rank(Candidate c) => ((c.LastTrainedOn ?? DateOnly.MinValue).DayNumber * 100_000L) + int.Parse(c.Number);
}
