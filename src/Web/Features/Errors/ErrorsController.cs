using System.Diagnostics;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Errors;

/// <summary>Says what went wrong in the reader's language and what to do next; never what the machine said.</summary>
[AllowAnonymous]
public sealed class ErrorsController(IStringLocalizer<Text> text) : Controller
{
    // Every verb: the error of a POST is shown by the same page. From the route alone: the form that failed may have a field "code".
    [Route("/error/{code:int}")]
    [IgnoreAntiforgeryToken]
    public IActionResult Show([FromRoute] int code)
    {
        var error = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (error is not null && StorageFailure.Is(error))
        {
            code = StatusCodes.Status503ServiceUnavailable;
        }

        Response.StatusCode = code is >= 400 and < 600 ? code : StatusCodes.Status404NotFound;
        if (IsForMachines())
        {
            return Problem(statusCode: Response.StatusCode, title: text[$"Error.{KeyOf(Response.StatusCode)}.Title"], detail: text[$"Error.{KeyOf(Response.StatusCode)}.Lead"]);
        }

        return View("Error", new ErrorPage(KeyOfRefusal(Response.StatusCode), Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier, Response.StatusCode >= 500));
    }

    /// <summary>A program that asked the API gets the same words as problem+json.</summary>
    private bool IsForMachines()
    {
        var asked = HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? HttpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path;
        return new PathString(asked).StartsWithSegments("/api");
    }

    /// <summary>An application whose request OpenID Connect refuses cannot be told; the person before the screen can.</summary>
    private string KeyOfRefusal(int code) => HttpContext.GetOpenIddictServerResponse()?.Error is null ? KeyOf(code) : "Application";

    private static string KeyOf(int code) => code switch
    {
        400 => "BadRequest",
        401 or 403 => "Forbidden",
        429 => "TooMany",
        503 => "Unavailable",
        >= 500 => "Server",
        _ => "NotFound",
    };
}

/// <param name="Key">The middle of the resource keys: Error.{Key}.Title and Error.{Key}.Lead.</param>
public sealed record ErrorPage(string Key, string Reference, bool ShowReference);
