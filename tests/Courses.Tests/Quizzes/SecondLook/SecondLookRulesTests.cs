using Learning.Courses.Quizzes.SecondLook;

namespace Learning.Courses.Tests.Quizzes.SecondLook;

/// <summary>What is worth a second look, and above all what is not.</summary>
public sealed class SecondLookRulesTests
{
    private static readonly DateTime Nine = new(2026, 3, 2, 1, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0.75)]
    [InlineData(2, 0.25)]
    public void Two_tosses_of_a_coin_by_hand(int same, double expected) => Assert.Equal(expected, SameWrongAnswers.Tail([0.5, 0.5], same), 12);

    /// <summary>Of chances ½, ⅓, ¼: all three 1/24; exactly two 1/8 + 1/12 + 1/24.</summary>
    [Theory]
    [InlineData(3, 1 / 24d)]
    [InlineData(2, 7 / 24d)]
    [InlineData(1, 1 - (1 / 4d))]
    public void Questions_with_chances_of_their_own_by_hand(int same, double expected) => Assert.Equal(expected, SameWrongAnswers.Tail([1 / 2d, 1 / 3d, 1 / 4d], same), 12);

    /// <summary>Six were wrong: four say b, two say c. One more each and one of a third kind: 5/9, 3/9 and 1/9.</summary>
    [Fact]
    public void The_chance_of_the_same_wrong_answer_by_hand()
    {
        var wrong = new WrongAnswers();
        foreach (var answer in "bbbbcc")
        {
            wrong.Add(Sitting([$"{answer}"]));
        }

        Assert.Equal((25 + 9 + 1) / 81d, wrong.ChanceOfSame("q0"), 12);
    }

    [Fact]
    public void Two_with_the_same_rare_mistakes_are_found_within_a_branch_and_not_across()
    {
        var crowd = Crowd(60, new Random(1));
        var (first, second) = (Sitting("zyxwvutsrq".Select(c => $"{c}")), Sitting("zyxwvutsrq".Select(c => $"{c}")));
        var wrong = Count([.. crowd, first, second]);

        var (one, other, bothWrong, same, expected, oneIn) = Assert.Single(SecondLookRules.Alike([[.. crowd.Take(20), first, second], [.. crowd.Skip(20)]], wrong));
        Assert.Equal((first, second, 10, 10), (one, other, bothWrong, same));
        Assert.True(expected < 4 && oneIn > 100);
        Assert.Empty(SecondLookRules.Alike([[.. crowd.Take(20), first], [.. crowd.Skip(20), second]], wrong));
    }

    [Fact]
    public void What_nearly_everybody_gets_wrong_in_the_same_way_accuses_nobody()
    {
        var crowd = Enumerable.Range(0, 40).Select(_ => Sitting(["b", "b", "b", "b", "b", "b", "b", "b"])).ToList();

        Assert.Empty(SecondLookRules.Alike([crowd], Count(crowd)));
    }

    /// <summary>A hundred lists of thirty people who know nothing of each other: by the border one list in a hundred may name a pair.</summary>
    [Fact]
    public void People_who_know_nothing_of_each_other_are_hardly_ever_named()
    {
        var random = new Random(20260302);
        var named = Enumerable.Range(0, 100).Count(_ =>
        {
            var crowd = Crowd(30, random);
            return SecondLookRules.Alike([crowd], Count(crowd)).Count > 0;
        });

        Assert.InRange(named, 0, 3);
    }

    [Theory]
    [InlineData(20, 59, true)]
    [InlineData(20, 60, false)]
    [InlineData(4, 2, false)] // Hardly anything was answered.
    public void Faster_than_reading_is_by_the_servers_clock(int answers, int seconds, bool quick) =>
        Assert.Equal(quick, SecondLookRules.Quick([Sitting(Enumerable.Repeat("b", answers), seconds: seconds)]).Any());

    [Fact]
    public void What_was_written_by_hand_was_seen_by_no_clock() =>
        Assert.Empty(SecondLookRules.Quick([Sitting(Enumerable.Repeat("b", 20), seconds: 1) with { OnPaper = true }]));

    [Fact]
    public void Three_members_in_one_browser_within_minutes_are_a_group_and_two_or_slow_ones_are_not()
    {
        var shared = new[] { 0, 9, 18 }.Select(minute => Sitting(["b"], minute, "device-a")).ToList();
        var couple = new[] { 0, 1 }.Select(minute => Sitting(["b"], minute, "device-b")).ToList();
        var day = new[] { 0, 11, 22, 33 }.Select(minute => Sitting(["b"], minute, "device-c")).ToList();
        var unknown = new[] { 0, 1, 2 }.Select(minute => Sitting(["b"], minute)).ToList();

        Assert.Equal(shared, Assert.Single(SecondLookRules.Devices([.. unknown, .. day, .. couple, .. Enumerable.Reverse(shared)])));
    }

    /// <summary>Ten questions of five options; about half of the answers are wrong, and some wrong options are more popular than others.</summary>
    private static List<LookedAt> Crowd(int count, Random random) =>
        [.. Enumerable.Range(0, count).Select(_ => Sitting([.. Enumerable.Range(0, 10).Select(_ => random.Next(2) == 0 ? "a" : "bbbccde"[random.Next(7)].ToString())]))];

    private static WrongAnswers Count(IEnumerable<LookedAt> sittings)
    {
        var wrong = new WrongAnswers();
        foreach (var sitting in sittings)
        {
            wrong.Add(sitting);
        }

        return wrong;
    }

    /// <param name="answers">To q0, q1, …; "a" is right.</param>
    private static LookedAt Sitting(IEnumerable<string> answers, int startsAfter = 0, string? device = null, int seconds = 900)
    {
        var given = answers.Select((answer, i) => (Question: $"q{i}", answer)).ToDictionary(a => a.Question, a => a.answer);
        var start = Nine.AddMinutes(startsAfter);
        return new LookedAt(
            RowId.At(start), MemberId.New(start), start, start.AddSeconds(seconds), device, false, given.Count, given, given.Where(a => a.Value != "a").Select(a => a.Key).ToHashSet());
    }
}
