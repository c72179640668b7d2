using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.OpenApi;
using Practice.Hosting;

namespace Practice.Silo.Api;

/// <summary>The HTTP API of the network, base <c>/api/v1</c>.</summary>
internal static class ApiHosting
{
    public static WebApplicationBuilder AddPracticeApi(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<UnitDirectory>();
        builder.Services.AddSingleton<Recount>();
        builder.Services.AddSingleton<Rights>();
        builder.Services.AddSingleton<CalendarFeeds>();
        builder.Services.AddSingleton<ProgressReader>();
        builder.Services.AddSingleton<VolunteerDirectory>();
        builder.Services.AddSingleton<PulseReader>();
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.TypeInfoResolver = (json.SerializerOptions.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(FullLists.Require);
            json.SerializerOptions.Converters.Add(new PlainTextConverter());
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        });
        builder.Services.AddOpenApi("v1", openApi => openApi
            .AddDocumentTransformer((document, _, _) =>
            {
                document.Info.Title = "Practice";
                document.Info.Description = "The volunteer-service network of a city: needs, resources, services, fulfilment.";
                return Task.CompletedTask;
            })
            .AddSchemaTransformer((schema, context, _) =>
            {
                SayText(schema, context.JsonTypeInfo);
                return Task.CompletedTask;
            }));
        return builder;
    }

    public static WebApplication MapPracticeApi(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        var api = app.MapGroup("/api/v1").AddEndpointFilter(new PlainTextFilter()).AddEndpointFilter<GrainCallFilter>();
        api.MapUnits();
        api.MapPublicUnits();
        api.MapDuty();
        api.MapSettings();
        api.MapRouting();
        api.MapImports();
        api.MapTeams();
        api.MapNeeds();
        api.MapOwnNeeds();
        api.MapOrders();
        api.MapProgress();
        api.MapResources();
        api.MapServices();
        api.MapSessions();
        api.MapProgrammes();
        api.MapTasks();
        api.MapLists();
        api.MapMonths();
        api.MapInbox();
        api.MapPulse();
        api.MapPublic();
        api.MapIntake();
        api.MapDrafts();
        api.MapVisits();
        api.MapPaper();
        api.MapReplies();
        api.MapStubs();
        api.MapLinks();
        api.MapPublicNeeds();
        api.MapFiles();
        api.MapCoverage();
        api.MapSupervision();
        api.MapDigests();
        api.MapPushTargets();
        api.MapDeliveries();
        api.MapFeeds();
        api.MapMyVolunteer();
        api.MapMyData();
        api.MapWards();
        api.MapWardService();
        api.MapVolunteers();
        api.MapVolunteerImports();
        api.MapMembers();
        api.MapMerges();
        api.MapHours();
        api.MapExchange();
        api.MapActivities();
        api.MapActivitySessionLists();
        api.MapPublicActivities();
        api.MapPlaces();
        api.MapOwnPlaces();
        api.MapCertificates();
        return app;
    }

    // The document's writer knows nothing of a type with a converter of our own, and text has one.
    private static void SayText(OpenApiSchema schema, JsonTypeInfo type)
    {
        if (type.Type == typeof(string))
            schema.Type = (schema.Type ?? 0) | JsonSchemaType.String;
        if (type.ElementType == typeof(string))
            schema.Items ??= new OpenApiSchema { Type = JsonSchemaType.String };
    }
}
