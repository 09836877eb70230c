using System.CommandLine;
using Learning.Courses.Catalogue;
using Learning.Web.Hosting;

namespace Learning.Web.Verbs;

internal static class CheckContentVerb
{
    public static Command Create() => new Command("check-content", "Names file, line and reason of everything the site would refuse in the content folder.")
        .Does((services, _, _) => Task.FromResult(Check(services)));

    private static int Check(IServiceProvider services)
    {
        var text = services.Words(); // Authors are told in the language of their shell.

        // Without the shelf: what is wrong today is asked, not what could still be shown.
        var folder = new ContentFolder(services.GetRequiredService<SiteSettings>().ContentPath, services.GetServices<ICourseCheck>());
        foreach (var problem in folder.Current.Problems)
        {
            Console.WriteLine($"{problem.File}:{problem.Line}: {text[problem.Code, [.. problem.Args]]}");
        }

        Console.WriteLine(text["Authoring.CheckSummary", folder.Current.Courses.Count, folder.Current.Problems.Count]);
        return folder.Current.Problems.Count == 0 ? CommandLine.Success : CommandLine.AnswerIsNo;
    }
}
