using System.Security.Cryptography;

namespace Learning.Web.Features.Quiz;

/// <summary>
/// A random name by which a browser is known for a day, so that sittings of many members in one browser can be told from sittings
/// in many. It is made when a quiz begins, and nothing about browser, device or network is in it.
/// </summary>
internal static class DeviceCookie
{
    private const string Name = "lunxun.device";
    private const int Bytes = 16;

    /// <summary>The name that the browser has; else a new one, which it is given.</summary>
    public static string Of(HttpContext http)
    {
        if (http.Request.Cookies[Name] is { Length: Bytes * 2 } known && known.All(char.IsAsciiHexDigitLower))
        {
            return known;
        }

        var made = RandomNumberGenerator.GetHexString(Bytes * 2, lowercase: true);
        http.Response.Cookies.Append(Name, made, new CookieOptions { HttpOnly = true, IsEssential = true, MaxAge = TimeSpan.FromDays(1), SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps });
        return made;
    }
}
