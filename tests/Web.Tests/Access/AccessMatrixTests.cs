using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Web.Tests.Access;

/// <summary>
/// Every route, for every role, on own and on foreign data. The expectations stand in the *.tsv files of this folder, one per
/// feature; a route without a line fails the test, so nobody can add a door and forget to say who may open it.
/// </summary>
public sealed class AccessMatrixTests(TestSite site)
{
    private static readonly string[] Roles = ["visitor", "member", "secretary", "town", "district", "author", "reviewer", "admin"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_route_has_a_line()
    {
        var lines = AccessLine.ReadAll().Select(l => l.Route).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var routes = Routes().ToHashSet(StringComparer.OrdinalIgnoreCase);

        Assert.Empty(routes.Except(lines, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal));
        Assert.Empty(lines.Except(routes, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_action_has_a_policy()
    {
        var without = Actions()
            .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null && e.Metadata.GetOrderedMetadata<IAuthorizeData>().All(a => a.Policy is null && a.AuthenticationSchemes is null))
            .Select(e => e.DisplayName);
        Assert.Empty(without);
    }

    [Fact]
    public async Task Every_role_gets_the_answer_that_the_matrix_says()
    {
        var wrong = new List<string>();
        var places = await PlacesAsync();
        foreach (var line in AccessLine.ReadAll())
        {
            foreach (var (role, index) in Roles.Select((r, i) => (r, i)))
            {
                var status = await AskAsync(role, line.Method, Fill(line.Own, places));
                if (IsOpen(status, line.Method) != line.Allowed(index))
                {
                    wrong.Add($"{line.Route} as {role} on own data: {(int)status}");
                }

                // Foreign data is closed to everybody whose posts do not cover it, whatever their role.
                if (line.Foreign is { } foreign && line.Allowed(index) && role is not ("district" or "admin"))
                {
                    var other = await AskAsync(role, line.Method, Fill(foreign, places));
                    if (other is not (HttpStatusCode.NotFound or HttpStatusCode.Forbidden))
                    {
                        wrong.Add($"{line.Route} as {role} on foreign data: {(int)other}");
                    }
                }
            }
        }

        Assert.Empty(wrong);
    }

    /// <summary>Open means that the action ran: it showed something, redirected elsewhere than to the door, or refused the empty form. An error is never right.</summary>
    private static bool IsOpen(HttpStatusCode status, string method) => (int)status switch
    {
        < 400 => true,
        400 or 404 or 409 or 415 or 422 => method != "GET",
        401 or 403 => false,
        >= 500 => throw new InvalidOperationException($"The site failed with {(int)status}."),
        _ => false,
    };

    private IEnumerable<RouteEndpoint> Actions() => site.Services.GetServices<EndpointDataSource>()
        .SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<ControllerActionDescriptor>() is { ControllerName: not "Errors" }); // Answers with the error it is asked for.

    private IEnumerable<string> Routes() =>
        from e in Actions()
        from method in e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["ANY"]
        select $"{method} /{e.RoutePattern.RawText!.TrimStart('/')}";

    private async Task<HttpStatusCode> AskAsync(string role, string method, string path)
    {
        using var client = site.As(role == "visitor" ? null : role);
        using var request = new HttpRequestMessage(new HttpMethod(method == "ANY" ? "GET" : method), path);
        if (request.Method != HttpMethod.Get)
        {
            await AddTokenAsync(client, request);
        }

        var answer = await client.SendAsync(request, Ct);
        if (answer.Content.Headers.ContentType?.MediaType == "text/html" && (await answer.Content.ReadAsStringAsync(Ct)).Contains("=\"~", StringComparison.Ordinal))
        {
            // Razor fills in the tilde only where it begins the address as it is written; any other is a link to nowhere.
            throw new InvalidOperationException($"{path} has an address that begins with a tilde.");
        }

        var toTheDoor = answer.Headers.Location?.ToString().Contains("/sign-in?", StringComparison.Ordinal) == true;
        return toTheDoor ? HttpStatusCode.Unauthorized : answer.StatusCode;
    }

    /// <summary>The token of any page will do: it belongs to the person, not to the form.</summary>
    private static async Task AddTokenAsync(HttpClient client, HttpRequestMessage request)
    {
        var signedIn = client.DefaultRequestHeaders.Contains(TestSignIn.Header);
        var html = await client.GetStringAsync(signedIn ? "/" : "/sign-in", Ct);
        var mark = "name=\"__RequestVerificationToken\" type=\"hidden\" value=\"";
        var start = html.IndexOf(mark, StringComparison.Ordinal) + mark.Length;
        var token = html[start..html.IndexOf('"', start)];
        request.Content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]);
    }

    private static string Fill(string path, IReadOnlyDictionary<string, string> places) =>
        places.Aggregate(path, (filled, place) => filled.Replace("{" + place.Key + "}", place.Value, StringComparison.Ordinal));

    /// <summary>What the lines may name: {unit}, {member} are the accounts' own branch and a plain member of it; {foreign-...} lie in another town.</summary>
    private async Task<IReadOnlyDictionary<string, string>> PlacesAsync()
    {
        await using var scope = site.NewScope();
        return await Places.FindAsync(scope.ServiceProvider, Ct);
    }
}

/// <param name="Own">A path on data of the accounts' own branch.</param>
/// <param name="Foreign">The same on data of another town; null when the route is about no one's data.</param>
internal sealed record AccessLine(string Route, string Own, string Answers, string? Foreign)
{
    public string Method => Route.Split(' ')[0];

    public bool Allowed(int role) => Answers[role] == '+';

    public static IEnumerable<AccessLine> ReadAll() =>
        from file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Access"), "*.tsv").Order(StringComparer.Ordinal)
        from line in File.ReadLines(file)
        where line.Length > 0 && line[0] != '#'
        let cells = line.Split('|', StringSplitOptions.TrimEntries)
        select new AccessLine(cells[0], cells[1], cells[2].Replace(" ", "", StringComparison.Ordinal), cells.Length > 3 && cells[3].Length > 0 ? cells[3] : null);
}
