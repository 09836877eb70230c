using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace Learning.Web.Hosting;

/// <summary>The two languages of the interface: chosen by the browser, or by the reader's own choice, which is remembered.</summary>
public static class Languages
{
    public const string Chinese = "zh-CN";
    public const string English = "en";
    public const string Cookie = "language";

    public static IReadOnlyList<CultureInfo> All { get; } = [CultureInfo.GetCultureInfo(Chinese), CultureInfo.GetCultureInfo(English)];

    public static IServiceCollection AddLanguages(this IServiceCollection services) =>
        services.AddLocalization().Configure<RequestLocalizationOptions>(o =>
        {
            o.DefaultRequestCulture = new RequestCulture(Chinese);
            o.SupportedCultures = [.. All];
            o.SupportedUICultures = [.. All];
            o.RequestCultureProviders =
            [
                new CookieRequestCultureProvider { CookieName = Cookie },
                new AcceptLanguageHeaderRequestCultureProvider(),
            ];
        });
}
