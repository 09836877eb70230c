using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ActionConstraints;

namespace Learning.Web.Features.Connect;

/// <summary>
/// Chooses the action for the answer to our own page: the protocol sends applications' requests and people's answers to the
/// same address, and only an answer carries this field.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AnswersAttribute(string field) : ActionMethodSelectorAttribute
{
    public override bool IsValidForRequest(RouteContext routeContext, ActionDescriptor action)
    {
        var request = routeContext.HttpContext.Request;
        return HttpMethods.IsPost(request.Method) && request.HasFormContentType && request.Form.ContainsKey(field);
    }
}
