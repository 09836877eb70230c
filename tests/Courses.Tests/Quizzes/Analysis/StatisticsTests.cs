using CsCheck;
using Learning.Courses.Quizzes.Analysis;

namespace Learning.Courses.Tests.Quizzes.Analysis;

/// <summary>The formulas of docs/item-analysis.md, against examples that others have published and against sums done by hand.</summary>
public sealed class StatisticsTests
{
    /// <summary>Six persons rated by four judges: table 2 of Shrout and Fleiss (1979), Psychological Bulletin 86, 420–428.</summary>
    private static readonly double[][] ShroutAndFleiss = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]];

    [Fact]
    public void The_one_way_analysis_gives_what_Shrout_and_Fleiss_published()
    {
        var (between, within) = Reliability.MeanSquares(ShroutAndFleiss);

        Assert.Equal((11.24, 6.26), (Math.Round(between, 2), Math.Round(within, 2)));
        Assert.Equal(0.44, (between - within) / between, 2); // ICC(1,4)
    }

    /// <summary>Alpha is their ICC(3,4), which they give as .91.</summary>
    [Fact]
    public void Alpha_of_their_table_is_what_they_published()
    {
        var sums = ShroutAndFleiss.Select(r => r.Sum()).ToList();
        var items = Enumerable.Range(0, 4).Sum(judge => Statistics.Variance([.. ShroutAndFleiss.Select(r => r[judge])]));

        Assert.Equal(0.91, Reliability.Alpha(4, items, Statistics.Variance(sums)), 2);
    }

    /// <summary>Bland and Altman (1997), BMJ 314, 572: ten questions, Σs² = 11.16, s² of the sum = 77.44, alpha = 0.95.</summary>
    [Fact]
    public void Alpha_from_variances_is_what_Bland_and_Altman_published() => Assert.Equal(0.95, Reliability.Alpha(10, 11.16, 77.44), 2);

    /// <summary>By hand: three questions, four persons 111, 110, 100, 000. Σpq = 3/16 + 4/16 + 3/16, σ² = 5/4, so 3/2 · (1 − 1/2) = 3/4.</summary>
    [Fact]
    public void Kuder_Richardson_20_by_hand()
    {
        var reliability = Reliability.Of([.. new[] { "111", "110", "100", "000" }.Select(Sitters.Of)])!;

        Assert.Equal((ReliabilityKind.Kr20, 4), (reliability.Kind, reliability.Sittings));
        Assert.Equal(0.75, reliability.Value, 10);
        Assert.Equal(Math.Sqrt(5 / 3d * 0.25), reliability.StandardError, 10); // s² of the sums with n − 1 is 5/3.
    }

    [Theory]
    [InlineData("1 2 3 4", "2 4 6 8", 1)]
    [InlineData("1 2 3 4", "8 6 4 2", -1)]
    [InlineData("0 0 1 1", "0 1 0 1", 0)]
    [InlineData("0 0 1 1", "1 2 3 4", 0.894427)] // 2 / √(1 · 5): deviations ±½ against ±1½ and ±½.
    public void Correlation_by_hand(string first, string second, double expected) =>
        Assert.Equal(expected, Statistics.Correlation(Read(first), Read(second))!.Value, 6);

    [Fact]
    public void Nothing_goes_along_with_what_does_not_vary() => Assert.Null(Statistics.Correlation([0.1 + 0.2, 0.3, 0.3], [1, 2, 3]));

    [Theory]
    [InlineData("9 8 7 6 5 4 3 2 1 0", 0.3, true, "1 1 1 0 0 0 0 0 0 0")]
    [InlineData("9 8 7 6 5 4 3 2 1 0", 0.25, false, "0 0 0 0 0 0 0 0.5 1 1")] // Two and a half of ten.
    [InlineData("5 9 5 5 1", 0.4, true, "0.3333 1 0.3333 0.3333 0")] // Three are equal at the border and share the place.
    [InlineData("1 1 1 1", 0.5, true, "0.5 0.5 0.5 0.5")]
    public void Who_belongs_to_the_best_or_weakest_group(string values, double share, bool best, string expected) =>
        Assert.Equal(Read(expected), Statistics.Group(Read(values), share, best).Select(w => Math.Round(w, 4)));

    [Fact]
    public void A_group_is_as_large_as_it_should_be_and_no_order_matters() =>
        Gen.Select(Gen.Int[0, 5].Array[1, 30], Gen.Int[1, 99], Gen.Bool).Sample((values, percent, best) =>
        {
            var weights = Statistics.Group([.. values.Select(v => (double)v)], percent / 100d, best);
            Assert.Equal(values.Length * percent / 100d, weights.Sum(), 9);
            var turned = Statistics.Group([.. values.Reverse().Select(v => (double)v)], percent / 100d, best);
            Assert.Equal(weights.Select(w => Math.Round(w, 9)), turned.Reverse().Select(w => Math.Round(w, 9)));
        });

    private static double[] Read(string numbers) => [.. numbers.Split(' ').Select(n => double.Parse(n, System.Globalization.CultureInfo.InvariantCulture))];
}
