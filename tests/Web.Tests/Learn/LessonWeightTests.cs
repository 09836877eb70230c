using System.Net;
using System.Text.RegularExpressions;

namespace Learning.Web.Tests.Learn;

/// <summary>An old phone on a bad line: the first lesson with everything on it, as it goes over the wire.</summary>
public sealed partial class LessonWeightTests(TestSite site)
{
    private const int MostBytes = 100 * 1024;

    [Theory]
    [InlineData("/learn/party-history/founding")]
    [InlineData("/learn/district-plan/overview")]
    public async Task The_first_lesson_with_all_its_files_weighs_at_most_100_kilobytes(string lesson)
    {
        using var browser = site.As("member");
        browser.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br, gzip");
        using var plain = site.As("member");
        var html = await plain.GetStringAsync(lesson, TestContext.Current.CancellationToken);
        var parts = File().Matches(html).Select(m => WebUtility.HtmlDecode(m.Groups["address"].Value)).Distinct(StringComparer.Ordinal).Append(lesson).ToList();

        var weights = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            var answer = await browser.GetAsync(part, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            weights[part] = (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length;
        }

        Assert.True(parts.Count > 3, "The style sheet, the script and the icons are not on the page.");
        Assert.True(weights.Values.Sum() <= MostBytes, string.Join('\n', weights.Select(w => $"{w.Value} {w.Key}")));
    }

    /// <summary>Style sheets, scripts, pictures and the sprite of icons; not the pages that links lead to.</summary>
    [GeneratedRegex("(?:src|href)=\"(?<address>/(?:dist|content|seal)[^\"#]*)", RegexOptions.ExplicitCapture)]
    private static partial Regex File();
}
