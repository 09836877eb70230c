namespace Learning.Courses.Questions.Markup;

/// <summary>Which addresses a bank may link to, as it writes them: the open web over https, and lessons by their key.</summary>
internal static class BankLink
{
    private const string Lessons = "/learn/";

    public static string? Of(string href)
    {
        if (href.StartsWith(Lessons, StringComparison.Ordinal))
        {
            var key = href[Lessons.Length..];
            return key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '/') ? "lesson:" + key : null;
        }

        return Uri.TryCreate(href, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
            ? address.AbsoluteUri.Replace("&", "&amp;", StringComparison.Ordinal)
            : null;
    }
}
