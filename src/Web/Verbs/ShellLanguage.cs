using System.Globalization;
using Learning.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Verbs;

internal static class ShellLanguage
{
    /// <summary>The sentences of the site in the language of the shell. What only operators read is said in English by the verbs themselves.</summary>
    public static IStringLocalizer<Text> Words(this IServiceProvider services)
    {
        var chinese = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(chinese ? Web.Hosting.Languages.Chinese : Web.Hosting.Languages.English);
        return services.GetRequiredService<IStringLocalizer<Text>>();
    }
}
